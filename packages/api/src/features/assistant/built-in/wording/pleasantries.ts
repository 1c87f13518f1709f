/** What people wrap a request in before they come to it: they greet, excuse themselves, and ask whether they may ask. */

const YOU = '(?:you|ya|u)'
const DISTURB =
  '(?:bother|disturb|trouble|ask|interrupt|nag|pester|bug|intrude|be a (?:pain|bother|nuisance)|keep (?:asking|bothering you))'
const DISTURBING =
  '(?:bother(?:ing)?|disturb(?:ing|ance)?|troubl(?:e|ing)|interrupt(?:ing|ion)|ask(?:ing)?|intrusion|bugging|nagging)'
/** Marks behind what was said, or a "but"; without either the request goes straight on. */
const BREAK = '(?:[\\s,.!?:;…–-]+(?:but\\s+)?)(?=\\S)'
/** "Good morning, what is on" asks for more than "what is on": the greeting goes where a request begins in so many words. */
const PLAINLY =
  "(?=(?:please|kindly|sorry|excuse|hope|i hope you|(?:can|could|would|will|may|might) (?:you|i|we)|i(?:'d| would) like|i need|show|list|add|give|who|which|how (?:many|much)|(?:is|are) there|do you know|quick|just)\\b)"
/** Between what is only said and the request there has to be a mark, or a "but". */
const MARKED = '(?:\\s*[,.!?:;…–-]+\\s*(?:but\\s+)?|\\s+but\\s+)(?=\\S)'
const AGAIN = `(?: ${YOU})?(?: again| so (?:late|early)| (?:about|with) (?:this|that)| on a \\w+)*`
const WANTED = '(?=(?:who|whose|what|when|which|where|why|how|if|whether)\\b)'

const ASKED = '(?=(?:who|whose|what|which|where|why|how)\\b)'

const before = (words: string, end: string): RegExp => new RegExp(`^${words}${end}`, 'i')

const QUESTION = '(?=(?:who|whose|what|when|which|where|why|how|is|are|do|does|did|has|have)\\b)'

/** "Hii", "heyyy", "umm": however long they are drawn out. */
const DRAWN =
  '(?:h+e+y+(?:a+)?|h+i+(?:ya+)?|u+g+h+|a+r+g+h+|p+h+e+w+|hel+o+|yo+|oi+|hola|howdy|o+h+|a+h+|a+w+|u+m+|u+hm*|e+hm+|e+r+m*|hm+|m{2,}|so+|ok+|okay+|okey|okie|alrighty|aight|kk|pl+(?:e+a+s+e+|s+|z+))'

/** What is prepared or kept with an answer: it says why something is asked, and nothing of what. */
const OCCASION =
  '(?:retro(?:spective)?s?|meetings?|reviews?|reports?|decks?|slides?|presentations?|calls?|stand-?ups?|board pack|records?|files?|notes|minutes|newsletters?|planning|accountants?|auditors?|audits?|boss|investors?|handovers?|one-to-ones?|interviews?|catch-?ups?|syncs?|brief|debrief|paperwork|appraisals?|summary|updates?|dashboards?|spreadsheets?|tax return|inspection|inspector|agenda|town hall|steering group|committee|kick-?off|own use|information|reference|understanding|peace of mind|sanity|curiosity)'

/** "For my board deck": with one word more at most, for a name may be what narrows the request. */
export const PURPOSE = `[Ff]or (?:the|my|our|this|a|an) (?:[a-z-]+ )?${OCCASION}`

export const openings: readonly RegExp[] = [
  before(
    `(?!so (?:far|much|many|few|long)\\b)${DRAWN}(?![\\s,]+(?:there|all|assistant|hub|everyone)\\W*$)`,
    BREAK,
  ),
  before(
    'good (?:morning|afternoon|evening|day)(?: (?:to you|all|everyone|everybody|team|there))*',
    `${BREAK}${PLAINLY}`,
  ),
  before(`(?:i(?:'m| am) )?(?:(?:so|very|really|terribly|awfully) )?sorry to ${DISTURB}${AGAIN}`, BREAK),
  before(
    `(?:i(?:'m| am) )?(?:(?:so|very|really) )?(?:sorry|apolog(?:ies|ise|ize)|pardon me|forgive me) for (?:(?:the|my|another|yet another|all the) )?(?:${DISTURBING}|(?:silly |stupid |dumb )?questions?)${AGAIN}`,
    BREAK,
  ),
  before('(?:(?:excuse|pardon|forgive) me|(?:i )?beg (?:your|you) pardon)', BREAK),
  before('(?:my )?apologies', MARKED),
  before(
    '(?:just )?(?:an?|one|my|another)?\\s*(?:(?:very|really|quick|small|short|little|tiny|silly|stupid|dumb|daft|random|simple|last|final|more|other|brief)\\s)+(?:question|one|thing|favou?r|request|ask|query)(?: (?:for you|please|from me))*',
    MARKED,
  ),
  // "Do one thing, give it to Ana": what the thing is stands behind it.
  before(
    `(?:(?:please|kindly|just) )?do (?:(?:me|us) )?(?:one|a) (?:(?:quick|small|little|more) )*(?:thing|favou?r)(?: for (?:me|us))?(?: please)?`,
    MARKED,
  ),
  before(
    "(?:i )?hope (?:you(?:'re| are) |this |it(?:'s| is) |all is |everything is )(?:is )?(?:\\w+ )?(?:well|ok|okay|fine|good|all right|alright)",
    MARKED,
  ),
  before(
    "(?:i(?:'m| am) )?not (?:quite |really )?sure (?:if|whether) (?:this|that|it|you|i)\\b[^,.;:?!]{0,40}?",
    MARKED,
  ),
  before("(?:i know )?(?:you(?:'re| are) (?:probably |very )?busy|it(?:'s| is) (?:late|early))", MARKED),
  before("(?:there(?:'s| is) )?no (?:rush|hurry|pressure)(?: at all)?", MARKED),
  before(
    `when(?:ever)? ${YOU} (?:have|get|find|'ve got) (?:a|one|some) (?:minute|moment|min|sec|second|chance|time)`,
    MARKED,
  ),
  before('if (?:i|we) may(?: ask)?(?: please)?', MARKED),
  // "Clarification needed: how …?" heads a question as it would a letter; "plumber needed: …" says what is wanted.
  before(
    '(?:(?:please |kindly )?confirm|(?:[a-z]+ ){1,2}(?:required|requested|needed|request|enquiry|inquiry|query|question|check))\\s*:',
    `\\s+${QUESTION}`,
  ),
  before(
    `if (?:that's|that is|thats|it's|it is|its) (?:all right|alright|ok|okay|fine|possible|no (?:bother|trouble)|not (?:a|any|too much) (?:bother|trouble)|not too much)(?: (?:with|for|by) ${YOU})?`,
    MARKED,
  ),
  before(
    `(?:i|we) should (?:very much |so |really )?(?:like|love|be (?:most |very )?(?:glad|grateful|happy|pleased)) to (?:see|know|have|hear|learn)`,
    ' (?=\\S)',
  ),
  before(`might (?:i|we) trouble ${YOU} to (?:tell me|show me)`, ' (?=\\S)'),
  before(
    `(?:(?:is|would) there (?:be )?)?any (?:chance|way|possibility)(?: that)? ${YOU} (?:can|could|might|would|will|may)(?: please)?`,
    ' (?=\\S)',
  ),
  before(
    `(?:(?:is|would) there (?:be )?)?any (?:chance|possibility) (?:of|to) (?:getting|seeing|having|get|see|have)`,
    ' (?=\\S)',
  ),
  before(
    `would it be (?:at all )?(?:possible|ok|okay|all right|alright|fine|too much(?: trouble| bother)?)(?: for ${YOU})?(?: to| if ${YOU} could)(?: please)?`,
    ' (?=\\S)',
  ),
  before(
    `(?:i|we)(?: was| were|'m| am) (?:just )?wondering (?:if|whether) ${YOU} (?:can|could|might|would)(?: please)?`,
    ' (?=\\S)',
  ),
  before(
    `(?:i|we)(?:'d| would| should) (?:be (?:(?:ever )?so |very |really |much |most |greatly )?(?:grateful|thankful|happy|glad|obliged)|(?:really )?appreciate it|love it) if ${YOU}(?:'d| (?:can|could|would|might))(?: please| just)?`,
    ' (?=\\S)',
  ),
  before(`would ${YOU} be (?:so (?:kind|good) as|kind enough|able|willing) to`, ' (?=\\S)'),
  before(`do ${YOU} (?:think|suppose) ${YOU} (?:can|could|might)(?: please)?`, ' (?=\\S)'),
  before(
    `(?:(?:can|could|may|might) (?:i|we) (?:please |just |kindly )?(?:ask|know|find out|enquire)|i (?:just )?want(?:ed)? to ask)(?: ${YOU})?(?: please)?[,:]?`,
    ` ${WANTED}`,
  ),
  before(
    `(?:can|could|may|might) (?:i|we) (?:please |just |kindly )?(?:ask|trouble|bother|beg) ${YOU} (?:please )?to`,
    ' (?=\\S)',
  ),
  before(
    `do ${YOU} (?:by any chance |perhaps |maybe |happen to |please )*know(?:,? (?:please|by any chance|maybe|perhaps))*,?`,
    ` ${WANTED}`,
  ),
  new RegExp(`^${PURPOSE}\\s*[,:–]\\s*(?=\\S)`),
  before(
    '(?:effective (?:immediately|at once|now|today)|with immediate effect|at present|as (?:it|things?) stands?|as of now|for (?:the record|reference|context|now)|(?:just |purely )?out of (?:curiosity|interest)|just (?:curious|checking|wondering|to be (?:sure|safe|clear))|generally(?: speaking)?|in general)',
    '(?:\\s*[,:…–]+\\s*|\\s+)(?=\\S)',
  ),
  before(
    "(?:before i forget|while (?:i(?:'m| am)|(?:you|we)(?:'re| are)) (?:here|at it|on it|there)|in addition|additionally|on top of that|while i remember|speaking of which|on (?:another|a different|a side) note|as (?:i|we) (?:said|discussed|mentioned)|as (?:discussed|agreed|promised)|long story short|for my sanity)",
    MARKED,
  ),
  before(
    '(?:btw|by the way|tbh|ngl|fyi|to be honest|honestly|basically|real(?:ly)? quick|super quick)',
    BREAK,
  ),
  // "I want to know when it is due" may wait for that to happen.
  before(
    "(?:(?:i|we)(?:'d| would)? (?:just |only |really )?(?:like|love|want|need|wanted|have)|i(?:'m| am) (?:just )?(?:trying|looking|hoping)) to (?:know|find out|learn|understand|be told)",
    ` (?:exactly )?${ASKED}`,
  ),
  before("(?:i(?:'m| am| was) )?(?:just )?(?:curious|wondering)(?: about| to know)?", `,? ${ASKED}`),
  before("(?:one|i|we)(?: do(?:es)?| can(?:'t|not) help but)?(?: just)? wonders?(?: about)?", `,? ${ASKED}`),
  before("(?:i|we) (?:wouldn't|would not) mind (?:knowing|seeing|hearing|finding out)", ' (?=\\S)'),
  before(`(?:i|we) (?:don't|do not) suppose ${YOU} (?:can|could|might|would)(?: please)?`, ' (?=\\S)'),
  before(
    "it(?:'d| would) be (?:(?:rather|very|really) )?(?:handy|good|useful|nice|helpful|interesting) to (?:know|see|have|hear)",
    ' (?=\\S)',
  ),
  // "Quite a few, then. And which are those?"
  before(
    '(?:quite a (?:few|lot)|a fair few|(?:that|so|not|too) many|blimey|crikey|goodness(?: me)?|wow|ouch|oh dear|good heavens|fair enough)(?:,? then)?',
    MARKED,
  ),
  before(
    '(?:(?:(?:do you )?have|(?:have you )?got|is there) )?any (?:idea|clue)(?: about| as to)?',
    ` ${ASKED}`,
  ),
  // With a "please" it is no question whether one is allowed to.
  /^(?:can|could|may|might) (?:i|we) (?:please (?=\w+ )|(?=(?!(?:have|be|ask|see|get)\b)\w+ .*\bplease\b))/i,
]

export const closings: readonly RegExp[] = [
  /(?:[\s,.;:–-]+(?:that|it|this))?(?:\s+(?:would|will)|'d) be (?:(?:really|so|very|just|much|most) )?(?:great|lovely|nice|good|appreciated|perfect|handy|helpful|fab|brilliant|super|awesome|amazing|ideal)$/i,
  /[\s,.;:–-]+(?:thank you|thanks) (?:so|very) much$|[\s,.;:–-]+(?:real(?:ly)?|super) quick(?:ly)?$|,\s*(?:yeah|innit|eh|huh|as (?:usual|always))$|[,.;:–-]\s*(?:i )?(?:really )?appreciate it$/i,
  /[\s,.;:–-]+(?:rn|atm|lol|haha|hehe|ty|tysm|tyvm|tx|tnx|tia|pretty please|many thanks|thanks (?:in advance|a (?:lot|million|bunch|ton))|much (?:appreciated|obliged))$/i,
  /[,;–-]\s*(?:i wonder|mind you|mind)$/i,
  /[\s,.;:–-]+sorry (?:for|about) (?:the|all the|so many|bothering|asking)\b[^,.;]{0,20}$/i,
  /[\s,.;:–-]+if (?:that(?:'s| is)|it(?:'s| is)|thats|its) (?:ok|okay|all right|alright|fine|possible|no (?:bother|trouble)|not too much(?: (?:trouble|bother|to ask))?|not (?:a|any) (?:bother|trouble))(?: (?:with|for|by) you)?$/i,
]
