"""What AliExpress and Lazada share: one open platform (IOP), its signatures and envelopes."""
