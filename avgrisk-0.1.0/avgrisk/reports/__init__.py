"""Pages made of figures: the A4, the replay page, the register report, the model card."""
