"""Learn the weights from people and from cases, and say how far to trust what was learned."""
