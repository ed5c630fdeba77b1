import Evaluation
import Testing

@Test(arguments: [
  (1.5, 2, "1.50"), (-0.001, 2, "0.00"), (-0.126, 2, "-0.13"), (9.999, 2, "10.00"), (3.7, 0, "4"), (0.05, 3, "0.050"),
  (.infinity, 2, "inf"), (1e300, 2, "1e+300"),
])
func numbersAreWrittenWithFixedDecimals(value: Double, decimals: Int, text: String) {
  #expect(value.fixed(decimals) == text)
}
