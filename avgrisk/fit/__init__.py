"""Fits that anyone can rerun: each writes a dated table of coefficients and their covariance."""
