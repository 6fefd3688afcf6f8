"""Programs that call and are called: tokens by which other systems read and act, and webhooks by which they are told."""
