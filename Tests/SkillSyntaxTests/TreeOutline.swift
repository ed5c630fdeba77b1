import SkillDiagnostics
import SkillSyntax

/// The tree as text, a node a line: kind and source, indented by depth.
func outline(_ tree: SyntaxTree, _ id: NodeID? = nil, depth: Int = 0) -> String {
  let id = id ?? tree.root
  let margin = String(repeating: "  ", count: depth)
  guard id.isPresent else { return margin + "–\n" }
  let text = tree.text(of: id)
  let isShown = tree.children(id).isEmpty || tree.kind(id) == .comparisonOperator
  var lines = margin + "\(tree.kind(id))" + (isShown ? " \(text)" : "") + "\n"
  for child in tree.children(id) { lines += outline(tree, child, depth: depth + 1) }
  return lines
}
