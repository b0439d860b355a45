"""The words of made-up content: lists whose members fit together in the sentences of `prose`."""

from __future__ import annotations

OPENINGS = (
    "Depuis l’hiver dernier,", "Au printemps,", "Dès la première réunion,", "À mi-parcours,", "En quelques semaines,",
    "Contre toute attente,", "À l’échelle d’un canton,", "Loin des grandes métropoles,",
    "Une fois les relevés nettoyés,", "Avec l’aide de trois bénévoles,", "Pour la deuxième année,",
    "Sans budget particulier,", "Après bien des essais,", "Au bord de l’étang,", "Chaque mardi soir,",
    "Grâce aux données ouvertes,", "En parallèle,", "Dans la foulée,", "Là où les cartes s’arrêtent,",
    "Malgré les intempéries,", "À rebours des idées reçues,", "Entre deux ateliers,", "Comme l’été précédent,",
    "Sur le papier,", "Côté technique,", "En pratique,", "À l’inverse,", "Bien souvent,",
)  # fmt: skip

SUBJECTS = (
    "l’équipe", "la mairie", "le collectif", "un petit groupe d’élèves", "la bibliothèque du quartier",
    "le laboratoire", "une coopérative maraîchère", "la régie des eaux", "le réseau des gardes-champêtres",
    "notre partenaire", "la fédération", "un ancien météorologue", "l’association", "le service des forêts",
    "une poignée d’ingénieures", "la préfecture", "le conseil de développement", "l’université voisine",
    "la chambre d’agriculture", "le musée des techniques", "un hébergeur coopératif", "la maison de santé",
    "le syndicat mixte", "une enquêtrice de terrain", "le comité éthique", "la rédaction", "un éleveur du plateau",
    "l’observatoire", "la caisse d’entraide", "le club d’astronomie",
)  # fmt: skip

VERBS = (
    "a publié", "met à l’épreuve", "compare", "documente pas à pas", "a fini par ouvrir", "recense",
    "voudrait partager", "corrige", "traduit en chiffres", "a cartographié", "prépare", "remet en cause", "éclaire",
    "simplifie", "a redécouvert", "cherche à prévoir", "mesure", "relie entre elles, puis résume,",
    "a confié à des étudiants", "défend", "complète", "décrit sans détour", "vérifie", "a numérisé", "observe de près",
    "interroge", "améliore peu à peu", "réutilise",
)  # fmt: skip

OBJECTS = (
    "les relevés de température", "l’état des haies", "la qualité de l’air intérieur", "les trajets à vélo",
    "le modèle de prévision", "les registres d’époque", "l’accès aux démarches en ligne", "la fréquence des crues",
    "les dépenses d’énergie", "une série d’images aériennes", "le vocabulaire du métier", "les besoins des aidants",
    "le code de la première version", "les dons de denrées", "les chants d’oiseaux enregistrés la nuit",
    "la répartition des médecins", "le débit des sources", "les arbres remarquables", "les délais de réponse",
    "la part du covoiturage", "les mots employés dans les délibérations", "le coût réel des réparations",
    "l’indice de précarité", "les zones d’ombre du réseau", "un jeu de données de référence", "les îlots de chaleur",
    "la mémoire des anciens ateliers", "le gaspillage à la cantine", "les marchés publics", "le retour des hérissons",
    "la traçabilité des récoltes", "les erreurs de saisie", "le bruit des chantiers", "les itinéraires accessibles",
    "le suivi des puits", "la consommation des serveurs", "les fiches pédagogiques", "le trait de côte",
)  # fmt: skip

ENDINGS = (
    "avant la fin du trimestre", "à partir de sources vérifiées", "avec une marge d’erreur assumée", "sans rien cacher",
    "pour que chacun puisse s’en servir", "à l’aide d’un tableur et de beaucoup de patience",
    "en lien avec les habitants", "dans un format que d’autres sauront relire", "au prix de longues soirées",
    "là où personne ne regardait", "et le résultat surprend", "tout en gardant la main sur ses données",
    "comme on tient un carnet de bord", "plutôt que d’attendre un outil parfait", "commune par commune",
    "à l’abri des effets de mode", "pour une bonne raison", "malgré des archives très inégales",
    "sous le regard d’un comité indépendant", "et c’est déjà beaucoup", "afin de préparer la saison suivante",
    "avec des moyens modestes", "jusqu’au dernier kilomètre", "à côté de l’essentiel",
    "en moins de temps qu’il n’en faut pour l’écrire", "au plus près du terrain", "quitte à tout recommencer",
)  # fmt: skip

QUOTES = (
    "Nous pensions y passer un week-end, nous y sommes restés deux ans.",
    "Une donnée que personne ne relit n’est qu’une promesse.",
    "Le plus difficile fut de trouver qui savait encore lire ces carnets.",
    "Ce n’est pas l’outil qui compte, c’est l’habitude qu’il laisse.",
    "À la fin de l’atelier, les plus sceptiques tenaient le clavier.",
    "Rien ne remplace une visite sur place, même brève, même sous la pluie.",
)

HEADINGS = (
    "D’où vient", "Zoom sur", "Comprendre autrement", "Vers une autre façon de voir", "Pourquoi regarder",
    "La méthode derrière", "Ce qu’il reste à faire pour", "Le jour où nous avons mesuré", "Partager", "Les limites de",
)  # fmt: skip

TITLES = (
    "Retour sur", "Six mois avec", "Ce que nous apprennent", "Carnet de terrain,", "Comment nous suivons",
    "Bilan d’étape,", "Ouvrir enfin", "Une carte pour", "Trois leçons sur", "Dans les coulisses,",
    "Regards croisés sur", "Un an après,", "Petit guide pour", "L’atelier qui raconte", "Mieux lire",
    "Rencontre autour de", "Enquête sur", "Portrait,", "Le point sur", "Nouveautés,", "Ce qui change pour",
    "Appel à l’aide,", "Des nouvelles de", "À vos claviers,", "Pas à pas,", "Démo ouverte,", "Lancement,",
    "Une soirée avec", "Questions et réponses,", "Récit de saison,",
)  # fmt: skip

PLACES = (
    "en Bretagne", "dans le Vexin", "à Nîmes", "au pied du Ventoux", "en Forêt-Noire", "à Sète", "dans les Cévennes",
    "à Épinal", "au Pays basque", "à Orléans", "en Haute-Saône", "à Châteauroux", "dans le Médoc", "à Besançon",
    "sur l’île d’Yeu", "à Évry", "en Mayenne", "à Mâcon", "dans le Perche", "à Liège", "en Lozère", "à Dieppe",
    "en Artois", "à Fort-de-France", "dans le Queyras", "à Angoulême", "en Brière", "à Colmar", "au Puy-en-Velay",
    "à Namur", "en Bresse", "à Saint-Étienne", "dans le Trégor", "à Béziers", "en Camargue", "à Guéret", "en Thiérache",
    "à Lausanne", "à Bègles", "dans le Morvan", "à Périgueux", "en Ardèche", "à Thiers", "sur le Larzac", "à Vannes",
    "en Gâtine", "à Niort", "à Pau", "dans le Jura", "à Albi", "en Sologne", "à Lens", "en Corrèze", "à Troyes",
    "dans l’Yonne", "à Agen", "en Beauce", "à Gap", "dans le Quercy", "à Laval", "en Velay", "à Auch", "en Puisaye",
    "à Blois", "dans le Forez", "à Digne", "en Argonne", "à Rodez", "dans le Béarn", "à Cahors", "en Alsace", "à Melun",
    "dans l’Aisne", "à Vesoul", "en Picardie", "à Foix", "à Bourges", "en Savoie", "à Arles", "en Creuse", "à Privas",
    "dans le Gers", "à Mende", "en Flandre", "à Tulle", "à Nevers", "en Touraine", "à Chaumont", "en Dordogne",
    "à Moulins",
)  # fmt: skip

TOOLS = (
    "Atlas", "Observatoire", "Baromètre", "Carnet", "Boussole", "Sentinelle", "Passerelle", "Mémoire", "Relais",
    "Veille", "Registre", "Loupe", "Comptoir", "Fabrique", "Almanach", "Répertoire", "Éclaireur", "Vigie",
)  # fmt: skip

TOPICS = (
    "des haies", "des sources", "de l’air", "des vélos", "des soins", "du climat", "des forêts", "des récoltes",
    "des aidants", "du littoral", "des oiseaux", "des archives", "des dons", "de l’énergie", "des cantines",
    "des abeilles", "des glaciers", "des chantiers", "du numérique", "des puits", "des marchés", "des sols",
    "des trajets", "des métiers", "de l’école", "des rivières", "des toits", "du sommeil", "des médias", "des jardins",
    "de la nuit", "des déchets", "des élections", "du logement", "des semences", "des îles",
)  # fmt: skip

BODIES = (
    "Fondation", "Association", "Institut", "Coopérative", "Réseau", "Maison", "Laboratoire", "Collectif", "Agence",
    "Centre",
)  # fmt: skip

THEMATICS = (
    "Agriculture", "Biodiversité", "Climat", "Culture", "Éducation", "Énergie", "Égalité", "Habitat", "Inclusion",
    "Mobilité", "Santé", "Transparence",
)  # fmt: skip

FIRST_NAMES = (
    "Aïcha", "Benoît", "Céline", "Damien", "Éloïse", "Farid", "Gaëlle", "Hélène", "Inès", "Jérôme", "Kenza", "Loïc",
    "Maëlle", "Noé", "Océane", "Paul", "Quitterie", "Raphaël", "Solène", "Théo", "Ulysse", "Valérie", "Wassim",
    "Xavier", "Yaël", "Zoé", "Anaïs", "Bastien", "Clémence", "Désiré", "Émile", "Fatou",
)  # fmt: skip

LAST_NAMES = (
    "Aubépin", "Bréhat", "Chassagne", "Dubreuil", "Estève", "Fougères", "Garnéron", "Hébrard", "Issoire", "Jaléran",
    "Kermadec", "Lézignan", "Mérimont", "Nogarède", "Ormesson", "Pélissier", "Quérigut", "Roussières", "Sauvétre",
    "Trélazé", "Urbès", "Valençay", "Wœrth", "Xaintray", "Yzeure", "Zicavel", "Ambérieu", "Boisgency", "Cléry",
    "Douarnel", "Épernon", "Florensac",
)  # fmt: skip

SKILLS = (
    "Cartographie", "Nettoyage de données", "Python", "Analyse de texte", "Développement web", "Statistiques", "Design",
    "Animation d’ateliers", "Capteurs", "Apprentissage automatique", "Rédaction", "Bases de données",
)  # fmt: skip

ROLES = ("Coordination", "Analyse", "Développement", "Relations avec les partenaires", "Terrain", "Relecture")

TAGS = (
    "Bénévolat", "Données ouvertes", "Méthode", "Terrain", "Entraide", "Cartes", "Logiciel libre", "Éthique", "Récit",
)  # fmt: skip

CATEGORIES = ("Saisons", "Projets", "Vie associative", "Méthodes")
