import Glibc

/// x to the power of y.
func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

extension MeetupWorld {
    /// Large cities where people meet, by how much they meet.
    static let cities: [City] = [
        City(name: "New York", country: "us", state: "NY", longitude: -73.99, latitude: 40.75),
        City(name: "London", country: "gb", state: nil, longitude: -0.10, latitude: 51.52),
        City(name: "San Francisco", country: "us", state: "CA", longitude: -122.42, latitude: 37.77),
        City(name: "Toronto", country: "ca", state: "ON", longitude: -79.39, latitude: 43.66),
        City(name: "Chicago", country: "us", state: "IL", longitude: -87.63, latitude: 41.88),
        City(name: "Paris", country: "fr", state: nil, longitude: 2.34, latitude: 48.86),
        City(name: "Berlin", country: "de", state: nil, longitude: 13.38, latitude: 52.52),
        City(name: "Sydney", country: "au", state: nil, longitude: 151.21, latitude: -33.87),
        City(name: "Seattle", country: "us", state: "WA", longitude: -122.33, latitude: 47.61),
        City(name: "Austin", country: "us", state: "TX", longitude: -97.74, latitude: 30.27),
        City(name: "Singapore", country: "sg", state: nil, longitude: 103.85, latitude: 1.30),
        City(name: "Madrid", country: "es", state: nil, longitude: -3.71, latitude: 40.42),
        City(name: "Bangalore", country: "in", state: nil, longitude: 77.56, latitude: 12.97),
        City(name: "Amsterdam", country: "nl", state: nil, longitude: 4.89, latitude: 52.37),
        City(name: "Tokyo", country: "jp", state: nil, longitude: 139.77, latitude: 35.67),
        City(name: "Melbourne", country: "au", state: nil, longitude: 144.96, latitude: -37.81),
        City(name: "Taipei", country: "tw", state: nil, longitude: 121.45, latitude: 25.02),
        City(name: "Washington", country: "us", state: "DC", longitude: -77.02, latitude: 38.91),
        City(name: "Zürich", country: "ch", state: nil, longitude: 8.54, latitude: 47.38),
        City(name: "Montréal", country: "ca", state: "QC", longitude: -73.59, latitude: 45.51),
        City(name: "Denver", country: "us", state: "CO", longitude: -104.99, latitude: 39.74),
        City(name: "Dublin", country: "ie", state: nil, longitude: -6.25, latitude: 53.33),
        City(name: "São Paulo", country: "br", state: nil, longitude: -46.63, latitude: -23.53),
        City(name: "México", country: "mx", state: nil, longitude: -99.14, latitude: 19.43),
        City(name: "Boston", country: "us", state: "MA", longitude: -71.06, latitude: 42.36),
        City(name: "Tel Aviv-Yafo", country: "il", state: nil, longitude: 34.77, latitude: 32.07),
        City(name: "København", country: "dk", state: nil, longitude: 12.57, latitude: 55.68),
        City(name: "Warszawa", country: "pl", state: nil, longitude: 21.02, latitude: 52.26),
        City(name: "Auckland", country: "nz", state: nil, longitude: 174.76, latitude: -36.85),
        City(name: "Cape Town", country: "za", state: nil, longitude: 18.46, latitude: -33.93),
    ]

    static let subjects: [(key: String, name: String)] = [
        ("hiking", "Hiking"), ("language", "Language & Culture"), ("wine", "Wine"), ("board-games", "Board Games"),
        ("data-science", "Data Science"), ("running", "Running"), ("photography", "Photography"), ("yoga", "Yoga"),
        ("startup-businesses", "Startup Businesses"), ("diningout", "Dining Out"), ("bookclub", "Book Club"),
        ("meditation", "Meditation"), ("softwaredev", "Software Development"), ("volleyball", "Volleyball"),
        ("newintown", "New In Town"), ("salsa", "Salsa"), ("women", "Women's Social"), ("writing", "Writing"),
        ("cycling", "Cycling"), ("craft-beer", "Craft Beer"), ("chess", "Chess"), ("singles-over-40", "Singles Over 40"),
    ]

    static let groupKinds = ["Group", "Meetup", "Club", "Circle", "Social Club", "Society", "Friends", "Lovers"]
    static let venueKinds = [
        "Café", "Library", "Park", "Coffee House", "Pub", "Community Center", "Hall", "Studio", "Bar & Grill", "Brewery",
        "Bistro",
        "Trailhead", "Church", "Garden", "Co-Working Space", "Gym", "Theatre", "Museum", "Bookstore", "Tea Room",
    ]
    static let adjectives = ["Old", "Golden", "Green", "Red Lion", "Blue", "Royal", "Little", "Grand", "Lucky", "Quiet", "Iron"]
    static let streets = [
        "Main Street", "Park Avenue", "Station Road", "2nd Avenue", "Market Square", "Königstraße", "Rue de la Paix", "Harbour",
    ]
    static let familyNames = [
        "Weber", "O'Brien", "García", "Nguyen", "Murphy", "Rossi", "Kim", "Novák", "Andersen", "Joe", "Tony",
    ]
    static let firstNames = [
        "Anna", "Ben", "Chloé", "David", "Emma", "Felix", "Grace", "Hiro", "Inés", "Jack", "Karim", "Lena", "María", "Noah",
        "Olga",
        "Priya", "Quinn", "Ravi", "Sofia", "Tom", "Ursula", "Wei", "Yuki", "Zoë",
    ]
    static let eventNames = [
        "Monthly Meetup", "Saturday Morning Hike", "Introduction for Newcomers", "Language Exchange", "Game Night",
        "Social Drinks",
        "Sunrise Session", "Workshop: First Steps", "Lightning Talks", "Potluck & Music", "Beginner's Evening",
        "Annual General Fun",
    ]
}
