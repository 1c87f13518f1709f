import type { Phrases } from '../../platform/catalog/phrases.ts'
import { priceGuides } from './guides.ts'
import { listingPhrases } from './listings/phrases.ts'
import { checksTold } from './listings/telling.ts'
import { historyTold, pressingTold, productsTold, productTold } from './products/telling.ts'
import { rulePhrases } from './rules/phrases.ts'
import { alertsTold, competitorsTold } from './telling.ts'
import { words } from './words.ts'

const onThePage = 'on the page “Prices”'
const onTheirPage = 'on the page “Competitors”'

export const marketplacePhrases = {
  help: {
    'rules.create': { about: 'Prices', say: 'Tell me when somebody undercuts us' },
    'products.list': { about: 'Prices', say: 'Show me the tracked prices' },
  },
  guides: priceGuides,
  acts: {
    'products.list': {
      say: [
        '(show|list|open|see) (me|) (the|our|all|my|) (tracked|watched|compared|) (prices|tracked products|watched products)',
        '(which|what) (products|prices) (do we|are we|do i) (track|tracking|watch|watching|compare|comparing)',
        '(who|which shop|which shops|anybody|anyone) (is|are) cheaper than (us|we are|ours) (anywhere|just now|right now|)',
        '(are we|is our price|are our prices) (too expensive|more expensive than others|above the market|competitive)',
        'how (do|are) (our|my) prices (compare|doing) (with|to|against) (others|other shops|the market|competitors|the competition|)',
        '(where|for which products) are we (undercut|too expensive|more expensive)',
        '(who|which shop|which rival) (undercuts|undersells|beats|is cheaper than) us (and on what|on price|)',
        '(show|list) (me|) (the|) (rivals’|competitors’|competitor|rival) prices',
        '(price|market) (overview|comparison|summary)',
        '(find|search|look for) (the|) tracked product {search}',
      ],
      not: ['show the invoices', 'show the tasks', 'show the credits'],
      measures: { size: 'price' },
      answer: productsTold,
    },
    'products.get': {
      say: [
        '(show|open|see|compare) (me|) (the|) (price|prices) (of|for) {id}',
        '(who|which shop) (is|are|sells) (cheaper than us|cheapest|cheaper|the cheapest) (on|for|with|at) {id}',
        '(who|which shop) sells {id} (cheapest|cheaper|for less|for less than us|at the lowest price)',
        'what (does|do) {id} cost (elsewhere|in other shops|at other shops|at the others|at competitors|)',
        'what (do|are) (others|other shops|competitors|rivals|the others) (ask|charge|want|asking|charging) for {id}',
        '(what is|how low is) the (lowest|cheapest|best|market) price (of|for) {id}',
        '(is|are) {id} (too expensive|cheaper elsewhere|more expensive than elsewhere)',
        'how (do|does|is) (our|the) price (of|for) {id} (compare|doing|look) (with others|to the market|against others|)',
        '(are we|is anybody|is anyone) (undercut|cheaper than us|cheaper) (on|with|for) {id}',
      ],
      ask: { id: 'Which product?' },
      answer: productTold,
    },
    'products.history': { say: [], ask: { id: 'Of which product?' }, looksBack: true, answer: historyTold },
    'products.pressing': { say: [], answer: pressingTold },
    'products.create': {
      say: [
        '(track|watch|compare) the (price|prices) (of|for) (our|the|a|) (product|) {name}',
        '(add|create|make) (a|the) (new|) tracked product (called|named|) {name}',
        '(add|put) {name} to (the|our) (tracked prices|tracked products|price tracker|watched prices)',
        'start (tracking|watching|comparing) the (price|prices) (of|for) {name}',
      ],
      beside: ['(we|i) (ask|sell it|charge|take) (for|) {price}', 'at {price}', 'for {price}'],
      not: ['add a task', 'track the page'],
      ask: { name: 'What is the product called?' },
      proposal: ({ named }) => `track the price of “${named('name')}”`,
    },
    'products.update': {
      say: [
        '(change|set|raise|lower|put|update) (our|the|my) (own|) price (of|for) {id} to {price}',
        '(change|set|raise|lower|put|update) (our|the|my) (own|) price (of|for) {id} to {price}',
        '(we|i) (now|) (ask|charge|take|want) {price} (now|) for {id} (now|)',
        '(we|i) (now|) (ask|charge|take|want) {price} for {id} (now|)',
        '(we|i) (now|) sell {id} (for|at) {price} (now|)',
        '{id} (now|) costs {price} (with us|here|at ours) (now|)',
        'rename (the|) (tracked|) product {id} to {name}',
      ],
      ask: { id: 'Which product?' },
      proposal: ({ named }) => `change the tracked product ${named('id')}`,
    },
    'products.remove': {
      say: [
        '(stop|quit) (tracking|watching|comparing) (the price of|the prices of|the product|) {id}',
        '(remove|delete|drop) (the|) tracked product {id}',
        '(remove|delete|drop|take) {id} (from|off|out of) (the|our) (tracked prices|tracked products|price tracker|watched prices)',
      ],
      not: ['remove the task'],
      ask: { id: 'Which product?' },
      proposal: ({ named }) => `stop tracking ${named('id')} and remove its prices`,
    },
    ...listingPhrases,
    'checks.list': { say: [], ask: { listingId: 'Of which page?' }, answer: checksTold },
    'checks.start': {
      say: [
        '(check|look at|refresh|update|recheck|fetch) (the|) (price|prices) (at|of|from|on) {id} (now|again|right now|)',
        '(check|look at|refresh) (the|) (page|shop|shop page|) {id} (now|again|right now)',
        '(has|did) {id} change (the|its|their) price (today|since this morning|)',
        '(see|check) (what|whether) {id} (asks|charges|changed anything) now',
      ],
      not: ['check the website', 'scan the website'],
      ask: { id: 'Which page of a shop?' },
      proposal: ({ named }) => `look at the price of ${named('id')}`,
    },
    ...rulePhrases,
    'alerts.list': {
      say: [
        '(show|list|see) (me|) (the|our|my|all|latest|recent|) (price alerts|alerts about prices|price alarms)',
        '(any|are there any|were there any) (new|recent|) price (alerts|alarms) (today|lately|this week|)',
        '(what|which) prices (have|) (moved|changed|fell|dropped|fallen) (lately|today|this week|recently|)',
        '(who|which shop) (has|) (cut|lowered|changed|raised) (its|their|the) (price|prices) (lately|today|this week|recently|)',
        'has (anybody|anyone|somebody|a rival|a competitor) (cut|lowered|changed|raised) (their|its|a) (price|prices) (lately|today|)',
      ],
      not: ['show the rules'],
      answer: alertsTold,
    },
    'alerts.makeTask': { say: [], where: onThePage },
    'competitors.list': {
      say: [
        '(who|which businesses|which shops) are (our|the) (nearest|closest|strongest|) (competitors|rivals) (nearby|around here|in town|)',
        '(show|list|see) (me|) (the|our|all|) (competitors|competition|rival businesses) (nearby|around us|we follow|)',
        '(which|what) (competitors|rivals) (do we|are we) (follow|following|know|have)',
        'who (else|) (do we|are we) (compete|competing|up) (with|against) (nearby|around here|in town|)',
      ],
      not: ['show the competitor prices'],
      answer: competitorsTold,
    },
    'competitors.setup': { say: [] },
    'competitors.find': {
      say: [
        '(find|look for|search for|discover) (the|our|) (competitors|competition|rivals) (near|around|in|close to) {near}',
        '(find|look for|search for|discover) (other|similar|competing|) businesses (like us|like ours|) (near|around|in|close to) {near}',
        '(find|look for|search for) (a|any|every|other|) {what} (near|around|close to) {near}',
        '(who|which business|which businesses) else (is|are) (a|) {what} (near|around|in) {near}',
      ],
      not: ['find the task', 'find tasks near the deadline'],
      ask: { what: 'What kind of business, such as coffee roaster?', near: 'Near which town?' },
      proposal: ({ named }) => `look for ${named('what')} near ${named('near')}`,
    },
    'competitors.follow': {
      say: [
        '(follow|keep) (the|) (competitor|rival|business) {id} (as a competitor|)',
        '{id} is (a|one of our) (real|) (competitor|competitors|rival|rivals)',
      ],
      ask: { id: 'Which competitor?' },
      proposal: ({ named }) => `follow ${named('id')}`,
    },
    'competitors.dismiss': {
      say: [
        '{id} is (not|no) (a|one of our) (competitor|competitors|rival|rivals)',
        '(dismiss|forget|hide) (the|) (competitor|rival) {id}',
      ],
      ask: { id: 'Which competitor?' },
      proposal: ({ named }) => `no longer show ${named('id')}`,
    },
    'competitors.forget': { say: [], where: onTheirPage },
    'checks.due': { say: [], where: onThePage },
    'checks.run': { say: [], where: onThePage },
    'checks.hold': { say: [], where: onThePage },
  },
  words,
} satisfies Phrases
