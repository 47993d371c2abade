"""Playing along: what someone with an instrument in their hands needs."""
