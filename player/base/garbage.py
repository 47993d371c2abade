"""Python's garbage collection, at times of our own choice."""

import gc


def collect_if_due() -> None:
    """Do what the automatic collection would have done by now; it is to be disabled."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [age for age in range(len(counts)) if counts[age] > thresholds[age]]
    if due:
        gc.collect(due[-1])
