"""What past sessions and measures show: each chart a function of what there is, and a line in `table`."""
