"""行政规范性文件: how a norm is made, published, filed, looked at again and brought to its end."""
