/** How people ask to be shown something, in the words that everybody uses. */
export const LOOK_UPS: readonly [RegExp, string][] = [
  // "I would like to see what Sofia has": who asks is nobody's row.
  [
    /^((?:please|kindly|ok(?:ay)?|thanks?|hi|hello|good morning)[ ,]+)?(?:(?:let me|(?:may|can|could|might) (?:i|we))(?: please)?|(?:i|we)(?:'d| would) (?:like|love) to|(?:i|we) (?:want|need|wish) to) (?:see|view|have a look at|look at) (?=(?:the|all|every|everything|our|any|which|what|a list)\b)/i,
    '$1show me ',
  ],
  // "Show me everything that's overdue" asks what is.
  [
    /^((?:please|kindly|ok(?:ay)?|thanks?|hi|hello)[ ,]+)?(?:(?:can|could|would|will) you )?(?:please )?(?:show|list|give|bring up|pull up)(?: me)? (?:everything|anything|all|whatever) (?:that|which)(?:'s| is| are) /i,
    "$1what's ",
  ],
  // "Show me what is on the stand" asks what is.
  [
    /^((?:please|kindly|ok(?:ay)?|thanks?|hi|hello)[ ,]+)?(?:(?:can|could|would|will) you )?(?:please )?(?:show|list|give)(?: me)? (?=(?:what|which|whose|who)\b)/i,
    '$1',
  ],
  // "Is there a trike on file?" asks whether there is one here.
  [
    /^((?:(?:please|can you|could you) )*(?:show|list|find|give me|which|what|whose|how many|is there|are there|do we|have we|any)\b.*?) (?:on (?:file|record)|in (?:the|our) (?:book|records?|register|system|database|files))(?=[\s.?!]*$|, )/i,
    '$1',
  ],
]
