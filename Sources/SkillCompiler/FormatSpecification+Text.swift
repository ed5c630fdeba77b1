import SkillSemantics

extension FormatSpecification {
  /// The specification as Python writes it; the machine reads it again, as it does one that is known at run time only.
  var text: String {
    var text = ""
    if let alignment { text += String(fill) + alignment.text }
    switch sign {
    case .negativeOnly: break
    case .always: text += "+"
    case .space: text += " "
    }
    if alternateForm { text += "#" }
    if let width {
      if alignment == nil, fill == "0" { text += "0" }
      text += String(width)
    }
    switch grouping {
    case .comma: text += ","
    case .underscore: text += "_"
    case nil: break
    }
    if let precision { text += ".\(precision)" }
    if let presentation { text.append(presentation.rawValue) }
    return text
  }
}

extension FormatSpecification.Alignment {
  fileprivate var text: String {
    switch self {
    case .left: "<"
    case .right: ">"
    case .center: "^"
    case .afterSign: "="
    }
  }
}
