/// A binary heap of cells, the least priority first; equal ones in the order of their numbers.
struct PriorityQueue {
  private var heap: [(cell: Int, priority: Double)] = []

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    (heap[a].priority, heap[a].cell) < (heap[b].priority, heap[b].cell)
  }

  mutating func push(_ cell: Int, priority: Double) {
    heap.append((cell, priority))
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let least = children.min(by: precedes), precedes(least, parent) else { return first.cell }
      heap.swapAt(least, parent)
      parent = least
    }
  }
}
