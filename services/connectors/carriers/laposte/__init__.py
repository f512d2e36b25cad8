"""La Poste (and Colissimo), by "Suivi v2"."""
