/** Where a request begins, also behind what is told. */
const START = String.raw`(?<=^|[.,;:!?] |^(?:please|kindly|ok|okay|thanks|hi|hello|good morning),? |\bso )`
const ASKS = '(?:(?:can|could|would|will) you )?(?:please )?'

const look = (form: string): RegExp => new RegExp(START + form, 'i')

/** How people ask to be shown something, in the words that everybody uses. */
export const LOOK_UPS: readonly [RegExp, string][] = [
  // "I would like to see what Sofia has": who asks is nobody's row.
  [
    look(
      String.raw`(?:(?:let me|(?:may|can|could|might) (?:i|we))(?: please)?|(?:i|we)(?:'d| would) (?:like|love) to|(?:i|we) (?:want|need|wish) to) (?:see|view|have|have a look at|look at) (?=(?:the|all|every|everything|our|any|which|what|a list)\b)`,
    ),
    'show me ',
  ],
  // "Show me everything that's overdue" asks what is.
  [
    look(
      String.raw`${ASKS}(?:show|list|give|bring up|pull up)(?: me)? (?:everything|anything|all|whatever) (?:that|which)(?:'s| is| are) `,
    ),
    "what's ",
  ],
  // "Show me what is on the stand" asks what is.
  [look(String.raw`${ASKS}(?:show|list|give)(?: me)? (?=(?:what|which|whose|who)\b)`), ''],
  [/(?<=[.,;:!] (?:so |and )?)(?:please )?tell me (?=(?:what|which|whose|how many)\b)/i, ''],
  // "Is there a trike on file?" asks whether there is one here.
  [
    /^((?:(?:please|can you|could you) )*(?:show|list|find|give me|which|what|whose|how many|is there|are there|do we|have we|any)\b.*?) (?:on (?:file|record)|in (?:the|our) (?:book|records?|register|system|database|files))(?=[\s.?!]*$|, )/i,
    '$1',
  ],
  // "…, whatever state they're in"
  [
    /,? (?:whatever|regardless of|no matter) (?:what |the |their |its )?(?:state|status|stage)\b[^,.?!]*(?=[\s.?!]*$)/i,
    '',
  ],
]
