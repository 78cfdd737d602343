"""The index and its readings held against cases, surveys and baselines."""
