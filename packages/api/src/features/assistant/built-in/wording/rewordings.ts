const COUNT = '(?:an?|one|two|three|four|five|six|a few|\\d+)'
const SHIFT = `${COUNT} (?:hours?|days?|weeks?|months?) (?:later|earlier|sooner)`
const VERB =
  '(?:change|correct|fix|update|adjust|amend|move|close|delete|remove|cancel|set|add|assign|book|send|show|give)'

const DAY_NAME = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'

/** "Up to and including", before a day. */
const UP_TO =
  'up (?:to|until|till)(?: and including|,? including)? (?=(?:(?:next|this|the) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|end of|\\d{1,2}(?:st|nd|rd|th)\\b|\\d{1,2} \\p{Lu}))'

/** What is said in an order or in words of its own, and the words that everybody uses. */
export const REWORDINGS: readonly [RegExp, string][] = [
  // Who dictates says the marks.
  [/(?<=\p{L}) comma(?= \p{L})/giu, ','],
  [/(?<=\p{L}) full stop(?=\s*$| \p{L})/giu, '.'],
  [/(?<=\p{L}) question mark(?=\s*$| \p{L})/giu, '?'],
  // "About Thursdays delivery": of that day, and not of each.
  [
    new RegExp(
      `(?<=\\b(?:about|abt|the|of|from|re|our) )(${DAY_NAME})s (?=(?!and|or|at|in|from|to|we|i|it)\\p{L}{3,})`,
      'giu',
    ),
    "$1's ",
  ],
  // "Thursday might be the wiser day"
  [
    new RegExp(
      `(?<=^|[,.;!?]\\s+|\\b(?:reflection|thoughts?|actually|maybe|perhaps) )((?:(?:next|this) )?${DAY_NAME}|tomorrow|the \\d{1,2}(?:st|nd|rd|th)) (?:might|may|would|could) (?:well )?be (?:(?:a|the) )?(?:wiser|better|safer|best|smarter|easier|kinder|nicer|preferable|fine|ideal|perfect)(?: (?:day|choice|option|bet|idea))?(?: (?:on|for|to) (?:me|us|everybody|everyone|all|(?:my|our|the|his|her|their|everybody's) \\p{L}+))?(?=[\\s.!]*$)`,
      'iu',
    ),
    'make it $1',
  ],
  [/\b(which|who|what) (?:might|would|could) (those|they|these) be\b/gi, '$1 are $2'],
  // "From the 20th to the 30th inclusive"
  [
    /(?<=\b(?:to|till|until|through)\s.{2,20}|[–-]\s?\S{1,12}),? (?:both )?(?:inclusive|incl\.|included)(?=[\s,.?!]|$)/giu,
    '',
  ],
  // "From Monday up to and including Wednesday", "up to Tuesday"
  [new RegExp(`(?<=\\bfrom .{2,25})\\b${UP_TO}`, 'giu'), 'to '],
  [new RegExp(`\\b${UP_TO}`, 'giu'), 'by '],
  // "Under the name Green Giant"
  [/\b(?:under|by|with) the name (?:of )?(?=["“]?\p{Lu})/gu, 'called '],
  // "Change its price to 95 euros"
  [
    /(?<!\bto )\b(change|set|move|put|raise|lower|reduce|increase|drop|update|correct|bring|push) its (\p{L}+(?: \p{L}+)?) (to|as|at|by|from|back|down|up)\b/giu,
    '$1 the $2 of it $3',
  ],
  // "Open another repair" opens no other one.
  [
    /(?<=^|[,.;!] |\b(?:you|please|and) )(open|start|make|add|create|book(?: in)?|write up|put in|log|raise) (?:another|a further|a second|one more|an extra|an additional|a sep[ae]rate) (?=\p{L})/giu,
    '$1 a new ',
  ],
  // "Have a peep at the keys"
  [
    /\b(have|take|get|grab|want|need) (?:a|another|one) (?:(?:quick|little|wee|sneaky|good) )?(?:peep|peek|gander|squint|nosy|shufti|goo|glance|butchers) at\b/gi,
    '$1 a look at',
  ],
  // "How does that whole approval business work?"
  [
    /\b(?:that|this|the) (?:whole|entire) (\p{L}+) (?:business|thing|lark|malarkey|side of things)(?= works?\b)/giu,
    'the $1',
  ],
  // "The invoice -> new due date Monday"
  [/\s*(?:->|→|=>)\s*(?:new )?(?:due(?: date| day)?|deadline|date):?\s+/giu, ': due '],
  // "Flyers out of the bin. And straight to Jonas."
  [/(?<=[.;,!]\s+)(?:and )?(?:then )?straight (?:over )?to (?=\p{L}+[\s.!]*$)/giu, 'and give it to '],
  [/\bhow functions (?:it|this|that)\b/gi, 'how does it work'],
  // "Remind everybody to lock up": nobody's task, and called so.
  [
    /^(?:please )?remind (everyone|everybody|all of us|the (?:whole )?(?:team|staff|crew|others)|people|(?:the|our) customers) to (?=\p{L})/iu,
    'add a task to remind $1 to ',
  ],
  // "Anything overdue this morning?": when it is asked, and no day of what is meant.
  [
    /\b(overdue|late)\b(.{0,40}?),? (?:this (?:morning|afternoon|evening)|today|right now|as of (?:now|today))(?=[\s?.!]*$)/giu,
    '$1$2',
  ],
  // "Everything on the board to do with invoices"
  [
    /\b(everything|anything|all|what) (?:that (?:we|i) have |we have |there is )?(?:on|in) (?:the|our|my) (?:board|list) (?:(?:that|which) (?:is|has) )?(?:to do with|about|concerning|regarding|mentioning) /giu,
    'tasks about ',
  ],
  // "I want to go through last week's charges": no day through which.
  [
    /\b((?:want|need|like) to|let me|let us|let's) (?:go|run|look) through (?=(?:last|this|next|the|our|my|all|what)\b)/giu,
    '$1 see ',
  ],
  // "Filter the board for me: tag finance"
  [/^(\p{L}+ (?:the|my|our) \p{L}+) for me(?=\s*[:,])/giu, '$1'],
  // "What do I still have to do?", "what do I have to get through today?"
  [/\b(do|must|should) (i|we) still (?=(?:have|need|got|do)\b)/giu, '$1 $2 '],
  [/\b(have|need|got) to get through\b/giu, '$1 to do'],
  // "Todo buy ink"
  [
    /^(to-?do) (?=(?!lists?\b|items?\b|today\b|tomorrow\b|for\b|is\b|are\b|now\b|this\b|next\b|of\b|with\b|on\b|in\b)\p{L}+ \p{L})/iu,
    '$1: ',
  ],
  // "Which tasks do we have about invoices?", "the tasks that concern an invoice"
  [
    /\b(?:which|what) (\p{L}+s) (?:do we have|have we got|are there) (about|mentioning|regarding|concerning|to do with) /giu,
    'find $1 $2 ',
  ],
  [
    /\b(tasks|jobs) (?:that|which) (?:concern|mention|contain|have to do with) (?:an? |the word )?(?=\p{L})/giu,
    '$1 about ',
  ],
  // "Tasks in which the word invoice occurs", "in the state of waiting"
  [/\b(?:in|with) which the word "?([\p{L}\d-]+)"? (?:occurs|appears|comes up|is)\b/giu, 'about $1'],
  [/\b(?:in|with) (?:the )?(?:state|status)(?: of)? (?=\p{L})/giu, ''],
  // "What have I got to get done today?"
  [/\b(have|has|need|needs|got|want) to get done\b/giu, '$1 to do'],
  // "How many jobs has Jonas still got on him?"
  [/\b(got|have|has) on (?:him|her|them|me|us)(?=[\s?.!]*$| (?:today|now|this|next)\b)/giu, '$1'],
  // "Which keys are there in the firm?"
  [
    /(?<=\b(?:which|what|how many|any)\b.{3,60}?\b(?:are there|do we have|exist)) (?:in|at|within) (?:the|our|this) (?:firm|company|business|organi[sz]ation|house|hub)(?=[\s?.!]*$)/giu,
    '',
  ],
  // "Jonas has the machine descaled and …": what he has done.
  [
    /(?<=^|[,.;] |\band )(\p{Lu}\p{L}+|he|she|we|they|i) (has|have) ((?:the|our|my|that)(?: [\p{L}-]+){1,4}?) (\p{L}{3,}ed|done|sent|made|written|bought)(?=[,.;]| (?:and|so|already|now)\b)/gu,
    '$1 $2 $4 $3',
  ],
  // "Tick the both of them off", "the second one give to Jonas"
  [/\bthe both of (?=them|these|those)/giu, 'both of '],
  [
    /^(?:and )?(?:the )((?:first|second|third|fourth|fifth|last)(?: one)?) (give|hand|assign|pass|move|push|mark|close|delete|remove)(?= (?:to|as|until|by|off)\b|[\s.!,]|$)/iu,
    '$2 the $1',
  ],
  // "Clean the filter, that's one for Jonas"
  [/,? that(?:'s| is)(?: (?:one|a job|a task))? for (?=\p{Lu})/gu, ', for '],
  // "How many did Jonas finish?"
  [
    /\b(how many|which|what)((?: \p{L}+)?) did (\p{L}+(?: \p{L}+)?) (?:finish|complete|close)\b(?! (?:on|off|with)\b)/giu,
    '$1$2 has $3 finished',
  ],
  // "What has Tomás been up to this week?": no day up to which.
  [/\bwhat(?:'s|'ve| has| have) ((?:the )?\p{L}+(?: \p{L}+)?) been up to\b/giu, 'what did $1 do'],
  // What a face says is no part of a sentence, and one ends with it.
  [/(?<=[\p{L}\d])\s+[:;=]['-]?[()DP/|](?=\s+\p{L})/gu, '.'],
  [/\s+[:;=]['-]?[()DP/|](?=\s|$)/gu, ''],
  // So does a laugh, behind what is asked for.
  [/[\s,]+(?:(?:pls|plz|please),? )?(?:lol|lmao|rofl|haha+|hehe+|xd)\b[\s.!,]*(?=\p{L})/giu, '. '],
  [/[\s,]+(?:lol|lmao|rofl|haha+|hehe+|xd)[\s.!]*$/gi, ''],
  // A picture ends what stands before it, where something is told behind it.
  [
    /\s*(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D]*\s*)+(?=(?:it|this|that)(?:'s| is)\b)/giu,
    '. ',
  ],
  // "Give it to Ana would ya, he is off"
  [
    /(?<=\S \S+ .{3,})(?<!\b(?:what|how|who|which|when|where|why|as|than|if|that)),? (?:would|will|could|can) (?:you|ya|u)(?: please)?(?=\s*[,;.!])/giu,
    '',
  ],
  // Dictated words have no marks: "… to wash the van he has to have it done by noon".
  [
    /(?<=[\p{L}\d])\s+(?=(?:he|she|they) (?:needs?|has|have|wants?) to (?:have|get) (?:it|that|this) (?:done|finished|ready|sorted)\b)/giu,
    ', ',
  ],
  // "Everywhere, not only among the tasks, for …": where it is not looked for alone.
  [
    /,\s*not (?:only|just|merely)(?: (?:in|among|within|through|at))?(?: (?:the|our|my|your))? \p{L}+(?: \p{L}+)?,\s*(?=(?:for|what|where|who|which)\b)/giu,
    ' ',
  ],
  // "What is late across the whole team": of everybody's, no filter.
  [
    /(?<=^(?:(?:tell|show|give) (?:me|us) )?(?:what|which|how many|show|list|give|everything|anything|all|any)\b.{3,80}) (?:across|throughout|for|in) (?:(?:the|our) (?:whole|entire)|all (?:of )?(?:the|our)) (?:team|company|firm|business|crew|staff|board|office|organi[sz]ation)\b/gi,
    '',
  ],
  // "Let us target the 8th": what was spoken of is to be done then.
  [
    /(?<=^|[.,;!]\s*|\band )(?:(?:let us|let's|lets|we(?:'ll| will| should)|please) )?(?:target|aim for|aim at|shoot for|go for|go with|settle on) (?=(?:the \d{1,2}(?:st|nd|rd|th)|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|the (?:end|start|middle) of|\d{1,2}(?:st|nd|rd|th)? (?:of )?\p{Lu})\b)/giu,
    'move it to ',
  ],
  // "…, Tuesday is fine": the day by which.
  [
    /[.,;–-]+\s*((?:(?:next|this) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|(?:the )?\d{1,2}(?:st|nd|rd|th))(?:'s| is| would be| will be| will do| would do)(?: (?:fine|ok|okay|good|great|perfect|ideal|best|early enough|soon enough))?[\s.!]*$/giu,
    ', $1',
  ],
  [/\bi meaned\b/gi, 'I meant'],
  // "And how is it looking for Ana?": what was asked before, of somebody else.
  [/(?<=^|[.!?] |\b(?:and|so) )how(?:'s| is| are) (?:it|things) looking for (?=\p{Lu})/giu, 'what about '],
  // "I'll have to buy a cake on Friday, don't let me forget"
  [
    /^(?:i|we)(?:'ll|'ve| will)? (?:(?:have|need|ought|got) to|must) (.{4,}?)[,;.–-]+ (?:and |so )?(?:don't|dont|do not) let (?:me|us) forget(?: (?:it|that|about it))?(?: (?:now|please|again))*[\s.!]*$/iu,
    'remind me to $1',
  ],
  // "ETA Tuesday"
  [/\beta:? (?=(?:on |by |next |this )?(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|the \d|\d))/gi, 'due '],
  // "Status = waiting", "put the priority on high"
  [/\b(status|priority|prio|owner|assignee|tag|due|deadline) = (?=\S)/gi, '$1 '],
  [/\b(?:put|set) the (priority|status) (?:on|at|in) (?=\S)/gi, 'set the $1 to '],
  [/\b(?:jog|refresh) (?:my|me|our|us) memory\b/gi, 'remind me'],
  [/\bgive me a (?:nudge|shout|poke|prod|kick|buzz|ping)(?=\b.{0,40}\bto \p{L})/giu, 'remind me'],
  // "This you can close", "change please the day"
  [
    /\b(this|that|it|these|those|them|both) you (can|could|may|should) (\p{L}+)(?=\s*(?:[.,;!?]|$|(?:now|already|please|pls|too)\b))/giu,
    'you $2 $3 $1',
  ],
  // "And the roster you can give to Ana"
  [
    new RegExp(
      `(?<=^|[,.;!]\\s+(?:(?:and|but|so) )?)((?:the|my|our|that|this) (?:[\\p{L}\\d'-]+ ){1,6}?)you (?:can|could|may|should) (?:(?:just|now|also|already|please) )*(${VERB}|tick|mark|throw|hand|push|put|bin|drop|tag|rename|reopen) ?(?=[^,.;:!?]*(?:[.,;!?]|$))`,
      'iu',
    ),
    'please $2 $1',
  ],
  [new RegExp(`\\b(${VERB}) (?:please|pls) (?=(?:the|it|this|that|my|our)\\b)`, 'gi'), 'please $1 '],
  [
    new RegExp(
      `^((?:the|my|our) [^,.;:]{3,60}?) (?:we|i) (?:make|do|move|push|shift|have|need) (${SHIFT})\\b`,
      'i',
    ),
    'move $1 $2',
  ],
  [
    new RegExp(
      `(?<=${SHIFT}) (?:than|as) (?:(?:it|they|we) )?(?:(?:was|were|is|are|has been|had been|have|had) )?(?:(?:originally|first|once) )?(?:planned|scheduled|agreed|thought|said|intended)(?=[\\s.!?,]*$)`,
      'i',
    ),
    '',
  ],
  // "Any tasks with my name on them"
  [
    /\b(?:with|that (?:have|has|had|carr(?:y|ies)|bears?)|having|carrying|bearing) my name (?:on|against|beside|next to|attached to) (?:it|them)\b/gi,
    'of mine',
  ],
  [
    /\b(?:with|that (?:have|has|had)|having) (\p{L}+)'s name (?:on|against|beside|next to) (?:it|them)\b/giu,
    'of $1',
  ],
  // "Whack the priority up to high"
  [
    /\b(?:put|whack|bump|push|turn|crank|knock|bring|stick|shift|pull|drop|raise|lower) the (\p{L}+) (?:right |back )?(?:up|down|back|over) to (?=\S)/giu,
    'set the $1 to ',
  ],
  [
    /\bits (?=(?:proper|dead|well|really|very|pretty|quite|so|super|urgent|important|due|done|overdue|late|promised|booked|ready|mended|finished|paid|gone)\b)/gi,
    "it's ",
  ],
  [/\b(?:proper|dead|well) (?=(?:urgent|important)\b)/gi, 'very '],
  [
    /^(.{3,60}?) (?:should|can|must|may|shall) (?:stay|remain|be|be left) without (?:an? |any )?(?:person|owner|anybody|anyone|somebody|someone)\b/i,
    'nobody should have $1',
  ],
  // "The flyers go into the next column. Right above the roster": where it goes is of the sentence before it.
  [
    /[.;]\s+(?=(?:right|directly|just|immediately|straight) (?:under|underneath|beneath|below|above|over|behind|after|before)\b)/gi,
    ', ',
  ],
  // "On the board: the flyers into the next column"
  [
    /^(?:on the )?board\s*[:,–-]\s*(?!(?:move|drag|put|place|shift|slide|pull|push|add|new)\b)([^:]{3,60}?) (?:(?:goes|go|comes|come|belongs|belong) |(?:should|can|must) (?:go|be) )?(?:in)?to (?=(?:the )?\p{L}+(?: \p{L}+)? column\b)/iu,
    'move $1 into ',
  ],
  // "Two asks on the roster: …": what is asked for behind it is all of that one.
  [
    /^(?:(?:just|only|please|ok|okay|so) )*(?:two|three|four|a couple(?: of)?|a few|some|[2-4])(?: (?:quick|small|more|little|last))* (?:asks|things|changes|requests|updates|edits|points|bits|tweaks|corrections)(?: please)? (?:on|about|regarding|concerning|re|with|to) ((?:the|my|our|that|this) [^:.;]{3,60}?)\s*[:.]\s+(?=\S)/i,
    '$1: ',
  ],
  [/\b(?:them both|(?:those|these) two)\b(?! \p{L}+s\b)/giu, 'both of them'],
  // "Jonas has to pay the bill by Friday can you add that"
  [
    /^(?=.*\b(?:(?:has|have|needs?|ought) to|must|should)\b)([^:]{8,}?)[,.;]* (?:can|could|would|will) (?:you|u) (?:please |just )?(?:add|note|write|jot) (?:it|that|this)(?: down)?(?: (?:on|to) (?:the|my|our) (?:board|list))?(?: please)?[\s.!?]*$/iu,
    'new to-do: $1',
  ],
  // "… and the labels are printed, so both are done"
  [
    /,? (?:and )?so (both|all)(?: of (?:them|those))? are (?:now )?(?:done|finished|complete)(?=[\s.!]*$)/iu,
    ', so mark $1 of them as done',
  ],
  // "A job down to oil the mill"
  [/\b(an?|another|one) (job|task|to-?do) down (?=to\b|for\b)/giu, '$1 $2 '],
  [/(?<=\b(?:task|to-?do|reminder|job|workflow)) with the (?:name|title) (?=\S)/giu, ' called '],
  // "Add a task wash the van and a task order lids": the verb is said once for both.
  [
    /((?:^|[.,;!]\s+|\b(?:and|please) )(?:add|create|make|note|put up|write down) (?:me )?)(an?|one|a new) (?!line\b|item\b|row\b)(\p{L}{3,})((?:\s|:).{3,80}?),? (?:and|plus) (?:(?:an?|another|one more)(?: new)? \3:?|(?:another|one more)(?: one)?:) (?=\S)/giu,
    '$1$2 $3$4, and $1a $3 ',
  ],
]
