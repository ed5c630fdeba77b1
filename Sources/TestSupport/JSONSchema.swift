import Foundation

/// A schema in the part of JSON Schema 2020-12 that the schemas of this project use: `type`, `enum`, `pattern`,
/// `minLength`, `minimum`, `required`, `properties`, `additionalProperties: false`, `items`, `minItems` and `$ref` to a
/// place in the same document. A schema with another keyword is refused, so that nothing goes unchecked.
public struct JSONSchema {
  private let root: [String: Any]

  /// Reads a schema at a path from the root of the checkout.
  public init(path: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    try self.init(Data(contentsOf: folder.appendingPathComponent(path)))
  }

  /// Reads a schema from its text.
  public init(_ data: Data) throws {
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What is wrong with a JSON text: one line for each breach; none for a text that conforms.
  public func breaches(in text: String) throws -> [String] {
    breaches(
      of: try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed), root, "the value")
  }

  private static let annotations: Set<String> = ["$schema", "title", "description", "$defs"]

  private func breaches(of value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    schema.sorted { $0.key < $1.key }.flatMap { keyword, rule -> [String] in
      Self.annotations.contains(keyword) ? [] : breaches(of: value, schema, keyword, rule, place)
    }
  }

  private func breaches(
    of value: Any, _ schema: [String: Any], _ keyword: String, _ rule: Any, _ place: String
  ) -> [String] {
    let object = value as? [String: Any]
    let list = value as? [Any]
    func demand(_ holds: Bool) -> [String] { holds ? [] : ["\(place): \(keyword) \(rule)"] }
    switch (keyword, rule) {
    case ("$ref", let path as String): return breaches(of: value, definition(path), place)
    case ("type", let name as String): return demand(Self.type(of: value).contains(name))
    case ("enum", let values as [String]): return demand((value as? String).map(values.contains) ?? false)
    case ("pattern", let pattern as String):
      return demand((value as? String)?.range(of: pattern, options: .regularExpression) != nil)
    case ("minLength", let count as Int): return demand((value as? String).map { $0.count >= count } ?? true)
    case ("minimum", let least as Double): return demand((value as? Double).map { $0 >= least } ?? true)
    case ("minItems", let count as Int): return demand(list.map { $0.count >= count } ?? true)
    case ("required", let names as [String]): return names.filter { object?[$0] == nil }.map { "\(place) lacks \($0)" }
    case ("items", let rule as [String: Any]):
      return (list ?? []).enumerated().flatMap { breaches(of: $0.element, rule, "\(place)[\($0.offset)]") }
    case ("properties", let rules as [String: [String: Any]]):
      return rules.sorted { $0.key < $1.key }.flatMap { name, rule in
        (object?[name]).map { breaches(of: $0, rule, "\(place).\(name)") } ?? []
      }
    case ("additionalProperties", false as Bool):
      let known = schema["properties"] as? [String: Any] ?? [:]
      return (object ?? [:]).keys.sorted().filter { known[$0] == nil }.map { "\(place) has an unknown member \($0)" }
    default: return ["the schema has '\(keyword)', which is not known here"]
    }
  }

  /// `#/$defs/name`.
  private func definition(_ path: String) -> [String: Any] {
    let value = path.split(separator: "/").dropFirst().reduce(root as Any?) { value, name in
      (value as? [String: Any])?[String(name)]
    }
    return value as? [String: Any] ?? ["$ref": path]
  }

  /// The names of the types that a value has: an integer is a number, too.
  private static func type(of value: Any) -> [String] {
    switch value {
    case is [String: Any]: ["object"]
    case is [Any]: ["array"]
    case is String: ["string"]
    case is NSNull: ["null"]
    case let number as NSNumber:
      String(cString: number.objCType) == "c"
        ? ["boolean"] : number.doubleValue.rounded() == number.doubleValue ? ["number", "integer"] : ["number"]
    default: []
    }
  }
}
