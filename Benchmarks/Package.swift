// swift-tools-version: 6.2
//
// Measurements, in a package of their own so that neither the product's build nor its tests wait for them:
//
//     swift run -c release --package-path Benchmarks store-embedded

import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func benchmark(_ name: String) -> Target {
    .executableTarget(
        name: name, dependencies: [.product(name: "MillraceParts", package: "millrace")], swiftSettings: swiftSettings)
}

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "millrace", path: "..")],
    targets: [
        benchmark("commit-log"),
        benchmark("processor-embedded"),
        benchmark("record-codec"),
        benchmark("store-embedded"),
    ]
)
