import ByteCoding
import SkillBytecode

/// The heap as bytes. Slots, vacancies and counts are kept as they are, so that a restored program allocates and collects
/// exactly as it would have.
extension ByteWriter {
  mutating func write(_ heap: Heap) {
    write(heap.texts) { $0.write($1.string) }
    write(heap.lists) { writer, list in
      writer.write(list.element)
      writer.write(list.count)
      writer.writeWords(list.words)
      writer.writeHandles(list.objects)
    }
    write(heap.dicts) { writer, dict in
      writer.write(dict.key)
      writer.write(dict.value)
      writer.writeWords(dict.hashes)
      writer.writeWords(dict.keyWords)
      writer.writeHandles(dict.keyObjects)
      writer.writeWords(dict.valueWords)
      writer.writeHandles(dict.valueObjects)
      writer.write(dict.table) { $0.write($1) }
    }
    write(heap.allocatedBytes)
    write(heap.threshold)
    write(heap.work)
  }

  private mutating func write<Element>(_ pool: Pool<Element>, _ body: (inout ByteWriter, Element) -> Void) {
    write(pool.elements) { writer, element in writer.write(optional: element, body) }
    write(pool.vacantSlots) { $0.write($1) }
  }

  private mutating func write(_ layout: Layout) {
    write(layout.words)
    write(layout.objects)
  }

  mutating func writeWords(_ words: some Collection<UInt64>) { write(words) { $0.write($1) } }
  mutating func writeHandles(_ handles: some Collection<Handle>) { write(handles) { $0.write($1.rawValue) } }
}

extension ByteReader {
  /// A heap whose objects are sound and name only slots that there are. Whether they are of the types that the program
  /// takes them for is not looked at.
  mutating func heap(limit: Int) throws(ByteError) -> Heap {
    let texts = try pool(vacant: .empty) { reader throws(ByteError) in Text(try reader.string()) }
    let lists = try pool(vacant: ListObject(element: .zero)) { reader throws(ByteError) in try reader.list() }
    let dicts = try pool(vacant: DictObject(key: .zero, value: .zero)) { reader throws(ByteError) in
      try reader.dict()
    }
    let largest = 1 << 48
    var heap = Heap(
      texts: texts, lists: lists, dicts: dicts, allocatedBytes: try int(in: 0...largest, "a number of bytes"),
      threshold: try int(in: 0...largest, "a number of bytes"), limit: limit)
    heap.work = try int(in: 0...largest, "a number of steps")
    guard lists.elements.allSatisfy({ heap.hasSlots($0?.objects ?? []) }),
      dicts.elements.allSatisfy({ heap.hasSlots($0?.keyObjects ?? []) && heap.hasSlots($0?.valueObjects ?? []) })
    else { throw .invalid("an object that is not there") }
    return heap
  }

  private mutating func pool<Element>(
    vacant: Element, _ element: (inout ByteReader) throws(ByteError) -> Element
  ) throws(ByteError) -> Pool<Element> {
    let elements = try array { reader throws(ByteError) in try reader.optional(element) }
    let vacancies = try array(ofSize: 8) { reader throws(ByteError) in try reader.int() }
    guard elements.count <= Handle.slots, Set(vacancies).count == vacancies.count,
      vacancies.count == elements.count(where: { $0 == nil }),
      vacancies.allSatisfy({ (1...elements.count).contains($0) && elements[$0 - 1] == nil })
    else { throw .invalid("a vacant slot") }
    return Pool(vacant: vacant, elements: elements, vacantSlots: vacancies)
  }

  private mutating func layout() throws(ByteError) -> Layout {
    Layout(
      words: try int(in: Instruction.narrowUnsigned, "a number of registers"),
      objects: try int(in: Instruction.narrowUnsigned, "a number of registers"))
  }

  private mutating func list() throws(ByteError) -> ListObject {
    var list = ListObject(element: try layout())
    list.count = try int(in: 0...Int(UInt32.max), "a number of elements")
    list.words = try words()
    list.objects = try handles()
    guard list.words.count == list.count * list.element.words, list.objects.count == list.count * list.element.objects
    else { throw .invalid("a list") }
    return list
  }

  private mutating func dict() throws(ByteError) -> DictObject {
    let dict = DictObject(
      key: try layout(), value: try layout(), hashes: try words(), keyWords: try words(), keyObjects: try handles(),
      valueWords: try words(), valueObjects: try handles(),
      table: try array(ofSize: 4) { reader throws(ByteError) in try reader.uint32() })
    guard dict.isSound else { throw .invalid("a dictionary") }
    return dict
  }

  mutating func words() throws(ByteError) -> [UInt64] {
    try array(ofSize: 8) { reader throws(ByteError) in try reader.uint64() }
  }

  mutating func handles() throws(ByteError) -> [Handle] {
    try array(ofSize: 4) { reader throws(ByteError) in Handle(rawValue: try reader.uint32()) }
  }
}

extension Handle {
  /// How many objects of one kind can be named.
  fileprivate static let slots = 1 << 30 - 1
}

extension Heap {
  /// Whether each of `handles` names none or a slot that there is, with an object in it or without.
  func hasSlots(_ handles: [Handle]) -> Bool {
    handles.allSatisfy { handle in
      switch handle.kind {
      case .text: handle.slot < texts.capacity
      case .list: handle.slot < lists.capacity
      case .dict: handle.slot < dicts.capacity
      case nil: handle == .null
      }
    }
  }
}
