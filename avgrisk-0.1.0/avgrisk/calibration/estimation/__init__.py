"""The fit itself: priors, ordinal and robust estimates, held-out figures."""
