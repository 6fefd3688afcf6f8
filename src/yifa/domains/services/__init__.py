"""政务服务: the item catalogue, applications and ratings."""
