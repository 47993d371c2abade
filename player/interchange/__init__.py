"""Stems from and for other programs: stem files of DJ programs, and folders of stems."""
