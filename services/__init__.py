"""The services of Forestall and the floors they stand on."""
