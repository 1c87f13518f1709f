const list = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words that ask, and say nothing of what is asked for. */
export const FILLER = new Set(
  `a an the of in at on to for from by with and or is are was were be been being am do does did done have has had having can could would
  will shall may might i me my we us our ours you your he she it its they them their there here this that these those which what who
  whom whose when how much many show list give tell find get pull see look display count all any some each every please pls thanks thank hi
  hello hey kindly just so also only then still yet ever already exactly about as than if up down out out's one ones anyone anybody everyone
  everybody people person someone somebody thing things something anything made make need want like know let lets let's ok okay
  what's who's how's which's there's i'd we've they've ve s re ll d got business shop store company firm altogether total in all
  overall number amount value worth data records record us from's want's during within over between ago left come came coming comes
  came go went be's did's names name called into per gave given having's them's joined signed up registered became become everything very atm now currently moment right so far break broken split altogether still live lives thx cheers u can't hiya bring brings brought generate generates generated analysed analyzed summarised summarized tabulated but wich whcih waht hwo`
    .trim()
    .split(/\s+/),
)

/** Words that are like a noun or a verb, and are neither: what was shipped was not shopped. */
export const OWN_WORDS = new Set(
  `stopped older oldest later latest under never other others total first three seven eight month months least largest lowest highest
  spring since between spend because there their where these those cheap cheaper still until after before again shipped shipping shipper
  shippers shipment chopped dropped swapped border borders change changes foods forms farms spelling sending playing saying payer
  reserved project projects transition translation companion compares dealt priced produce produced contract contracts revenues`
    .trim()
    .split(/\s+/),
)

/** What is done with things of a kind; the word for the kind as types are titled. */
export const verbs: readonly (readonly [of: string, words: ReadonlySet<string>])[] = [
  [
    'order',
    list(
      'buy buys bought buying order orders ordered ordering purchase purchased purchases purchasing place placed places shop shopped shops spend spends spent spending sell sells sold',
    ),
  ],
  ['payment', list('pay pays paid paying payed received receive')],
  ['booking', list('book books booked reserve reserved')],
]

/** Where a second thing is asked of the same: "bought in May and nothing since". */
export const CLAUSE =
  /\b(?:and then|but|and (?=nothing|none|never|not|no\b|hasn't|haven't|have not|has not|didn't|did not)|then|yet)\b/g

/** Named so that amounts are told apart from what they are compared by. */
export const compared: readonly (readonly [sign: '>' | '>=' | '<' | '<=' | '=', words: string])[] = [
  ['>=', 'at least|no less than|not less than|no fewer than|a minimum of|minimum of|min'],
  ['<=', 'at most|no more than|not more than|not over|up to|a maximum of|maximum of|max'],
  [
    '>',
    'more than|over|above|greater than|exceeding|bigger than|larger than|higher than|dearer than|worth more than|worth over|beyond',
  ],
  ['<', 'less than|under|below|fewer than|smaller than|cheaper than|lower than|worth less than|worth under'],
  ['=', 'exactly|precisely|equal to|just|only|worth|of|for'],
]

/** Words that turn a condition round. */
export const NOT =
  "never|not|no|without|none|nothing|zero|didn't|don't|doesn't|haven't|hasn't|hadn't|aren't|isn't|wasn't|weren't|yet to"
