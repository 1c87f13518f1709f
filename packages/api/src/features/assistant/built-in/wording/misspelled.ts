/** Words whose slips no rule below makes. */
const small: Readonly<Record<string, string>> = {
  teh: 'the',
  hte: 'the',
  adn: 'and',
  nad: 'and',
  taht: 'that',
  thsi: 'this',
  tihs: 'this',
  wiht: 'with',
  fro: 'for',
  ot: 'to',
  ont: 'not',
  nto: 'not',
  ym: 'my',
  wek: 'week',
  befor: 'before',
  thats: "that's",
  whats: "what's",
  whos: "who's",
  hows: "how's",
  theres: "there's",
  dont: "don't",
  doesnt: "doesn't",
  dosnt: "doesn't",
  dosent: "doesn't",
  hw: 'how',
  hwo: 'how',
  sicne: 'since',
  didnt: "didn't",
  isnt: "isn't",
  arent: "aren't",
  hasnt: "hasn't",
  havent: "haven't",
  wont: "won't",
  cant: "can't",
  ur: 'your',
  wat: 'what',
  wats: "what's",
  hepl: 'help',
  smth: 'something',
  smthg: 'something',
  sth: 'something',
  sumthing: 'something',
  smn: 'someone',
  sumone: 'someone',
  abt: 'about',
  tsk: 'task',
  tsks: 'tasks',
  wouldya: 'would you',
  couldya: 'could you',
  willya: 'will you',
  em: 'them',
  nobodys: "nobody's",
  gis: 'give us',
  giz: 'give us',
  owt: 'anything',
  nowt: 'nothing',
  summat: 'something',
  cuz: 'because',
  coz: 'because',
  bc: 'because',
  b4: 'before',
  im: "i'm",
  ive: "i've",
  youre: "you're",
  theyre: "they're",
  wasnt: "wasn't",
  werent: "weren't",
  couldnt: "couldn't",
  shouldnt: "shouldn't",
  wouldnt: "wouldn't",
  wheres: "where's",
  whens: "when's",
  someones: "someone's",
  ppl: 'people',
  msg: 'message',
  hv: 'have',
  hav: 'have',
  gimme: 'give me',
  lemme: 'let me',
  wanna: 'want to',
  gonna: 'going to',
  gotta: 'have to',
  wot: 'what',
  shud: 'should',
  shld: 'should',
  cud: 'could',
  cld: 'could',
  wud: 'would',
  wld: 'would',
  nxt: 'next',
  thru: 'through',
  jus: 'just',
  jsut: 'just',
  everythin: 'everything',
  anythin: 'anything',
  somethin: 'something',
  nothin: 'nothing',
  sry: 'sorry',
  srry: 'sorry',
  soz: 'sorry',
}

/** Single letters that stand for words, where they are no code before a number. */
const letters: Readonly<Record<string, string>> = { n: 'and', r: 'are', u: 'you' }
/** "2 the next column", "I need 2 know": nothing that is counted stands behind these. */
const figures: Readonly<Record<string, string>> = { 2: 'to', 4: 'for' }
const FIGURES =
  /(?<=\p{L} )[24](?= (?:me|us|him|them)\b)|(?<=\b(?:over|back|on|up|down|out|off|across|it|them|that|this|go|goes|going|moved|sent) )[24](?= (?:the|my|our|your|his|her|their)\b)|(?<=\b(?:want|need|have|like|going|try) )2(?= (?:know|see|be|do|get|make|have|add|put|look|check|order|ask|call|send|find)\b)|(?<=\b(?:it|that|this|them) )2(?= (?!(?:day|week|month|year|hour|minute|time)s?\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b|(?:januar|februar|march|april|august|septemb|octob|novemb|decemb)|of\b|more\b)\p{L})/giu

/** "That 1 is done", "some1": the figure stands for the word. */
const ONES =
  /(?<=\b(?:any|some|every))1\b|(?<=\b(?:that|this|which|another|other|last|next) )1(?=\s*$|[,!?;:]|\.(?!\d)|\s+(?:to|for|is|as|off|up|down|by|on|in|with|and|please|pls|too|now|from|back|over|done|again|instead)\b)/giu

/** What requests are made of, whatever they are about. */
const common =
  'task tasks keys what when show list week done give make move date mine open high which should before after anything everything something today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday weekend month priority urgent number remind reminder assign finish limit credit credits member members customer invoice please waiting approval approvals overdue unassigned minutes someone nobody create change remove update delete history balance again could would there their those these until through between mail email send forward next last after year about accepted'.split(
    ' ',
  )

/** Words of their own, though a letter makes them one of the others. */
const own = new Set(
  'ask moth mien noting chance their there three tree though thought emil mali cold crate trough abut'.split(
    ' ',
  ),
)

const changedOver = (word: string): string[] =>
  Array.from(
    { length: word.length - 1 },
    (_, at) => `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`,
  )

/** Without its first or last letter a word is too often another one. */
const LETTER_LEFT_OUT_FROM = 5
const leftOut = (word: string): string[] =>
  word.length < LETTER_LEFT_OUT_FROM
    ? []
    : Array.from({ length: word.length - 2 }, (_, at) => `${word.slice(0, at + 1)}${word.slice(at + 2)}`)

const meant = new Map<string, string>(Object.entries(small))
const known = new Set(common)
for (const word of common)
  for (const typed of [...changedOver(word), ...leftOut(word)])
    if (!known.has(typed) && !own.has(typed) && !meant.has(typed)) meant.set(typed, word)

/** Everyday words of requests with two letters changed over, or one left out; all else as it was typed, and so are addresses. */
export const mended = (text: string): string =>
  text
    .replaceAll(
      /(?<![\p{L}'/.@-])(?:\p{L}{2,}|b4)(?![\p{L}'/@-]|\.\p{L})/gu,
      (word) => meant.get(word) ?? word,
    )
    .replaceAll(/\bits(?= (?:an?|the|not|been)\b)/gi, (word) => `${word.slice(0, 2)}'s`)
    .replaceAll(/(?<=\p{L},? )[nru](?= \p{L})/gu, (letter) => letters[letter] ?? letter)
    .replaceAll(/^n(?= \p{L})/gu, 'and')
    .replaceAll(ONES, 'one')
    .replaceAll(FIGURES, (figure) => figures[figure] ?? figure)
