"""From what `queries` found to what the components show: words, numbers as people write them, drawings."""
