import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { rulesTold, ruleTold } from '../telling.ts'

const onThePage = 'on the page “Prices”'

export const rulePhrases = {
  'rules.list': {
    say: [
      '(show|list|see) (me|) (the|our|my|all|) (price|) (rules|price rules|price alerts that are set)',
      'when (do|will) (you|i) (tell me|get told|hear|alert me) (of|about) (a price|prices)',
      '(which|what) (price|) (rules|alarms) (do we have|are there|are set|have we set)',
      'what (do|did) i (want|ask) to be told (of|about) prices',
    ],
    answer: rulesTold,
  },
  'rules.create': {
    say: [],
    setting: [
      {
        set: { kind: 'below' },
        say: [
          '(tell|alert|warn|notify|message|let) me (know|) (when|if|as soon as|once) (the price of|) {productId} (is|drops|falls|goes|gets|costs) (below|under|less than|cheaper than) {amount} (anywhere|)',
          '(tell|alert|warn|notify|message|let) me (know|) (when|if|as soon as|once) (the price of|) {productId} (is|drops|falls|goes|gets|costs) (below|under|less than|cheaper than) {amount} (anywhere|)',
          '(tell|alert|warn|notify) me (when|if|once) (a price|any price|anything|something|somebody) (is|drops|falls|goes|gets) (below|under) {amount}',
          '(set|make|create|add) (a|an) (price|) (alert|alarm|rule) for {productId} (under|below|at) {amount}',
          '(set|make|create|add) (a|an) (price|) (alert|alarm|rule) for {productId} (under|below|at) {amount}',
          'bark when {productId} drops under {amount}',
          'price rule, {productId} under {amount}',
          'set an alarm for {productId} at {amount}',
          'warn me below {amount} for {productId}',
          'should {productId} fall under {amount} somewhere, drop me a line',
          'set a limit of {amount} on {productId} and warn me',
          'yo tell me when {productId} is under {amount}',
          'tell me if some shop wants less than {amount} for {productId}',
          'tell me when any shop asks less than {amount} for {productId}',
          'warn me if a shop asks under {amount} for {productId}',
        ],
      },
      {
        set: { kind: 'undercut' },
        say: [
          '(tell|alert|warn|notify|let) me (know|) (when|if|as soon as|once) (somebody|anybody|someone|anyone|a shop|a rival|a competitor|another shop) (undercuts us|undercuts our price|is cheaper than us|is cheaper than we are|sells cheaper)',
          '(tell|alert|warn|notify|let) me (know|) (when|if|as soon as|once) (somebody|anybody|someone|anyone|a shop|a rival|a competitor|another shop) (undercuts us|is cheaper than us|is cheaper|sells cheaper) (on|with|for) {productId}',
          '(tell|alert|warn|notify) me (when|if|once) we are undercut (on {productId}|)',
          '(tell|alert|notify|let) me (know|) (when|if|once) (a shop|a rival|another shop|anybody) is {percent} cheaper (on|with|for) {productId}',
          'alarm when we’re beaten on price',
          'be on guard for undercutting on {productId}',
          'tell me as soon as we aren’t the cheapest',
          'price rule for being undercut',
          'message me when we’re undersold on {productId}',
          'make a price rule for undercutting',
          'give me a bell if we’re being undersold',
          'holler when somebody’s cheaper on {productId}',
          'alarm for {productId} when somebody is cheaper than us',
          'kindly alert when others sell below our rate',
          'yo tell me when someone’s cheaper than us',
          'lemme know if anyone’s cheaper on {productId}',
          'price alert when we’re undercut',
          'price alarm for undercutting on {productId}',
        ],
      },
      {
        set: { kind: 'move' },
        say: [
          '(tell|alert|warn|notify|let) me (know|) (when|if|as soon as|once) (a price|any price|a tracked price|any tracked price|prices) (moves|changes|move|change|goes up or down) by (more than|at least|) {percent} (percent|%) (or more|)',
          '(tell|alert|warn|notify|let) me (know|) (when|if|as soon as|once) the price of {productId} (moves|changes|goes up or down) by (more than|at least|) {percent} (percent|%) (or more|)',
          'new rule, any price that swings {percent} percent',
          'price rule, moves of {percent} percent',
          'wake me if prices jump by {percent} percent',
          'set off an alarm when {productId} changes {percent} percent',
          'make it so I hear of every price move above {percent} percent',
          'tell me about changes of {percent} percent or more',
          'tell me when {productId} changes by {percent} percent',
          'alarm at a change of {percent} percent for {productId}',
          'new rule for {productId}: changes of {percent} percent',
          'if {productId} gets {percent} percent dearer or cheaper, tell me',
          'I want to hear of price changes from {percent} percent on',
          'give us a shout if a price moves {percent} percent',
          'tell me if {productId} rises or falls {percent} percent',
          'set an alarm for price changes of {percent} percent',
        ],
      },
      {
        set: { kind: 'stock' },
        say: [
          '(tell|alert|warn|notify|let) me (know|) (when|if|as soon as|once) (somebody|anybody|a shop|a rival|a competitor|another shop|anyone) (sells out|is sold out|is out of stock|runs out|has sold out)',
          '(tell|alert|warn|notify|let) me (know|) (when|if|as soon as|once) {productId} (is sold out|is out of stock|sells out|runs out) (elsewhere|anywhere|at a competitor|at another shop|)',
          'please to inform when shops are out of {productId}',
          'I’d like a warning when {productId} can’t be had elsewhere',
          'when the others are out of {productId} I want to know',
          'when the others have none left we can ask more, so tell me when {productId} is sold out somewhere',
          'price rule for sold out shops',
          'let me know if another shop is out of {productId}',
          'message me as soon as the others have sold out',
          'yo tell me when they’re out of {productId}',
          'would you ever tell us when a shop has none left',
          'tell me when a shop is sold out',
          'tell me when a shop is out of {productId}',
          'tell me when another shop has no more {productId}',
        ],
      },
    ],
    not: ['remind me when', 'tell me when the invoice is paid'],
    ask: { kind: 'When: below an amount, undercut, moves, or sold out?', amount: 'Under which amount?' },
    answer: ruleTold,
    proposal: ({ named, input }) =>
      input['kind'] === 'below'
        ? `tell you when a price${input['productId'] === undefined ? '' : ` of ${named('productId')}`} is under ${named('amount')}`
        : `tell you of prices${input['productId'] === undefined ? '' : ` of ${named('productId')}`}: ${named('kind')}`,
  },
  'rules.update': { say: [], where: onThePage },
  'rules.remove': { say: [], where: onThePage },
} satisfies Record<string, ActPhrases>
