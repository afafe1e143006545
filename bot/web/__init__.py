"""The HTTP side: providers' webhooks, the browser simulator, and what guards them."""
