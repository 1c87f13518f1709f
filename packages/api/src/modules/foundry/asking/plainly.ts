const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
/** "Take in cash", and not "take in October". */
const TAKEN = `(?:takes?|took|taken|taking)(?: in\\b(?! (?:${MONTHS}|q\\d|\\d|the|this|last|all|total)))?`
const MADE = `(?:(?:bring|brings|brought|bringing|pull|pulls|pulled) in|earn|earns|earned|make|makes|made|gross|grosses|grossed|turn over|turned over|${TAKEN})(?: (?:us|for us)\\b)?`
const DID = '(?:did|do|does|has|have|had)'
const SPANS = 'day|weekday|week|month|quarter|year'
const FIRST =
  'best|worst|biggest|smallest|largest|dearest|cheapest|highest|lowest|most expensive|least expensive|top|busiest|quietest'

/** Behind "most" nothing is named that there are most of: who made the most orders is asked for no money. */
const OF_MONEY =
  '(?=\\s*(?:$|[?.!,]|(?:after|at|before|between|by|during|ever|for|from|in|last|of|on|over|per|since|so|this|to|with)\\b))'

type Rewriting = readonly [words: RegExp, plain: string]

/** Ways of speaking of money, days and what comes first, as the rules know them. */
const rewritings: readonly Rewriting[] = [
  // "In which month did we earn the most"
  [
    new RegExp(
      `\\b(?:in |on )?which (${SPANS}) ${DID} (?:we|you|i) (?:ever )?${MADE} (?:the )?(most|least)(?: money)?\\b${OF_MONEY}`,
      'gi',
    ),
    'which $1 had the $2 revenue',
  ],
  // "Which town brings in the most"
  [new RegExp(`\\b${MADE} (?:the )?(most|least)(?: money| cash)?\\b${OF_MONEY}`, 'gi'), 'has the $1 revenue'],
  // "How much did Galway bring in", "what have we earned"
  [
    new RegExp(`^((?:and|so) )?(?:how much|what)(?: money)? (${DID}) ([^?]+?) ${MADE}\\b`, 'i'),
    '$1how much revenue $2 $3',
  ],
  // "What did customers in Galway spend", "what came in from Mayo"
  [new RegExp(`^((?:and|so) )?what (${DID}) ([^?]+?) (spen[dt]|pay|paid)\\b`, 'i'), '$1how much $2 $3 $4'],
  [/^((?:and|so) )?what (came|comes|has come|have come) in\b/i, '$1how much $2 in'],
  // "Customers by spend", "who spent most"
  [/\bby (?:their |what they )?(?:total )?spen(?:d|ding|t)\b/gi, 'by revenue'],
  // "What did we charge for the Ryan stove"
  [
    /\bwhat (?:did|have|had) (?:we|you|i) (?:charged?|got|get|asked?|bill|billed) (?:for|from) (?!an?\b)/gi,
    'price of ',
  ],
  // "The most we charged for a job"
  [
    /\b(?:what(?:['’]s| is| was)? )?the (?:most|highest|top)(?: price| amount)? (?:that )?(?:we|i)(?:['’]ve| have)? (?:ever )?(?:charged?|got|asked|billed) (?:for|from) (?:an?|any|one)\b/gi,
    'dearest',
  ],
  [
    /\b(?:what(?:['’]s| is| was)? )?the (?:least|lowest)(?: price| amount)? (?:that )?(?:we|i)(?:['’]ve| have)? (?:ever )?(?:charged?|got|asked|billed) (?:for|from) (?:an?|any|one)\b/gi,
    'cheapest',
  ],
  // "What do we usually charge for a job"
  [
    /\bwhat (?:do|did|would) (?:we|you|i) (?:usually|normally|typically|generally) (?:charge|get|ask|make|earn|take) (?:for|on|from|per) (?:an? |the )?/gi,
    'average ',
  ],
  [
    /\bwhat (?:does|do|did|would) (?:an? |our |the )?([^?]+?) (?:usually|normally|typically|generally) (?:cost|earn|make|come to|bring in)\b/gi,
    'average $1',
  ],
  // "All jobs but those in Cork"
  [/\b((?:all|every)\b[^?]*?) but (?:those|the ones|ones) (?=(?:at|for|from|in|of)\b)/gi, '$1 except '],
  // "Newest on top"
  [new RegExp(`,? *\\b(newest|latest|oldest|${FIRST}) (?:ones? )?(?:on|at the) top\\b`, 'gi'), ', $1 first'],
  // "Revenue by town, totals only"
  [/^(.+?),? *(?:totals only|(?:only|just) (?:the )?totals)(?=[?.! ]*$)/i, 'total $1'],
  // "Town by town"
  [/,?\s*(?<!\p{L})(\p{L}+) by \1(?!\p{L})/giu, ' by $1'],
  // "Best month this year"
  [
    new RegExp(
      `^((?:and|so) )?(?:(?:what|which|when)(?:['’]s| is| was| were)? |(?:show|tell) me )*(?:(?:our|the|my) )*(best|worst|strongest|weakest|busiest|quietest|slowest) (${SPANS})\\b(?: (?:was|is|for)\\b(?: (?:us|that|business)\\b)?)?`,
      'i',
    ),
    '$1which $3 was the $2',
  ],
  // "The biggest job of the year"
  [new RegExp(`\\b(${FIRST})\\b([^?,]*?) of the (week|month|quarter|year)\\b`, 'gi'), '$1$2 this $3'],
  // "This month compared to last"
  [
    new RegExp(
      `\\b(this|last) (${SPANS})\\b([^?]*?\\b(?:compared? (?:to|with)|versus|vs\\.?|against|over|than|or|and)) (?:the )?(last|this)(?: one)?(?=[?.! ]*$)`,
      'i',
    ),
    '$1 $2$3 $4 $2',
  ],
]

/** A question in words that the rules know: people say "what did the jobs earn us" of what others call their revenue. */
export const plainly = (said: string): string =>
  rewritings.reduce((text, [words, plain]) => text.replace(words, plain), said).replaceAll(/ {2,}/g, ' ')
