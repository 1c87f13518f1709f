import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { listingsTold, listingTold } from './telling.ts'

const onThePage = 'on the page “Prices”'

export const listingPhrases = {
  'listings.list': {
    say: [
      '(show|list|see) (me|) (the|our|all|) (watched|) (pages|shop pages|pages of shops|competitor pages|shops)',
      '(which|what) (shops|pages) (do we|are we) (watch|watching|track|tracking|following|follow)',
      '(which|what) (shops|pages|competitor pages) (are|is) {outcome}',
      '(which|what) (shops|pages|competitor pages) (are|is) {state}',
      '(show|list) (me|) (the|) {state} (pages|shops)',
      '(show|list) (me|) (the|) {outcome} (prices|pages|shops)',
      '(which|what) (shops|pages) sell {productId}',
      '(which|what) (shops|pages) (do we|are we) (watch|watching|track|tracking) for {productId}',
      '(are|is) (there|) any (price|prices|page|pages|shop|shops) {outcome}',
    ],
    not: ['show the websites', 'list the products'],
    answer: listingsTold,
  },
  'listings.get': {
    say: [
      'what does {id} (ask|charge|want|cost) (right now|now|today|at present|at the moment|)',
      '(what is|show me|how much is) the price (at|of|from) {id} (right now|now|today|)',
      '(open|show|read) (me|) (the|) (page|shop page|price page) {id}',
      'how (sure|certain) (are you|is the price) (of|about|at) {id}',
    ],
    ask: { id: 'Which page of a shop?' },
    answer: listingTold,
  },
  'listings.add': {
    say: [
      '(track|watch|follow|keep an eye on) (this|the|) (page|product page|shop page|link|url|address|price|) {url}',
      '(track|watch|follow|add) (this|the|) (page|product page|shop page|link|url|price|) {url} (for|as a rival of|against|under|to) {productId}',
      '(add|put) (this|the|a|) (page|product page|shop page|link|url|competitor) {url} (to the price tracker|to our prices|to the prices|)',
      '(compare|check) (us|our price|ourselves) (with|to|against) (this|the|) (page|link|shop|) {url}',
      'tell me what {url} (costs|asks|charges) (every day|each day|every morning|)',
      '(track|watch|follow|check) (the|) price (on|at|of) {url}',
      '{url} sells (the same|it too|this too) (keep an eye on it|watch it|track it|)',
    ],
    not: ['add a website', 'scan the website'],
    ask: { url: 'What is the address of the page, such as https://shop.example/products/blend?' },
    proposal: ({ named }) => `watch the page ${named('url')}`,
  },
  'listings.choose': { say: [], where: onThePage },
  'listings.watch': {
    say: [],
    setting: [
      {
        set: { isWatched: false },
        say: [
          'pause (the|) (page|shop page|price|watching|tracking|) (of|at|) {id}',
          '(pause|hold|suspend) {id} (for now|for a while|)',
          '(stop|quit|leave off) (watching|checking|following|looking at) {id} (for now|for a while|for the moment|)',
          '(take|have|make) a (break|pause|rest) from (watching|checking|looking at|following) {id}',
          'no (more|longer) (look|looks|looking) at {id} (for now|for a while|)',
          '(stop|hold|leave off) (looking at|watching|checking) (the|) (page|shop|price at|price of|) {id} (for now|for a while|a while|)',
          'give the page of {id} a (rest|break) (for a while|for now|)',
          'leave (the page of|the price at|) {id} (alone|be) (for now|for the moment|for a bit|)',
          '(don’t|do not) (check|look at|read) the price at {id} (for now|for the time being|until further notice)',
          '{id} is (being rebuilt|closed for the holidays|on a break), (pause|suspend) the page',
          '(skip|leave out) {id} in the morning look (for now|for a while)',
          '(put|place) the (page|watching|price|price watch) (of|at) {id} on (hold|ice)',
          '{id} (on hold|paused) (till further notice|)',
          '(pausing|suspending|resting) the daily look at {id}',
          'the owner of {id} is (ill|on holiday), no need to look there (for now|until they open)',
        ],
      },
      {
        set: { isWatched: true },
        say: [
          '(resume|restart|continue) (the|watching|tracking|) (page|shop page|price|) (of|at|) {id} (again|)',
          '(watch|look at|track) (the|) (page|shop|) {id} again',
          '(start|begin|go on|carry on|continue|resume|keep) (watching|checking|tracking|looking at|following) (the page|) (of|at|) {id} (again|)',
          '(unpause|un-pause|resume|reactivate) {id}',
          '(go back to|take up) (watching|checking|following) {id} (again|)',
          'put {id} back (in the morning look|under watch|among the watched pages)',
          '{id} (has reopened|is back online|sells again), (watch|follow|check) it again',
          'end the (pause|break) (of|for) the page {id}',
          '(turn|switch) the watching of {id} back on',
          '{id} page back on',
          '{id} has opened again, look in there every morning (again|like before)',
          '(reinstate|switch back on) (price monitoring|monitoring|the price watch) (of|at|for) {id}',
        ],
      },
    ],
    ask: { id: 'Which page of a shop?', isWatched: 'Pause that page, or watch it again?' },
    proposal: ({ named, input }) =>
      input['isWatched'] === false ? `pause the page ${named('id')}` : `watch the page ${named('id')} again`,
  },
  'listings.accept': {
    say: [],
    setting: [
      {
        set: { isRight: true },
        say: [
          'the (doubtful|odd|strange|waiting) price (at|of|from) {id} is (right|correct|true|real)',
          '(accept|believe|confirm|approve) the (doubtful|waiting|strange|flagged) price (at|of|from) {id}',
          '{id} really (asks|charges|wants) that (much|little), it is no mistake',
          'yes that (odd|low|high) price at {id} is (real|true)',
          '{id} price is right (i checked|i rang them|)',
          'let the held price of {id} through',
          '(treat|regard|mark) the (unusual|striking|odd) price (at|of) {id} as (correct|genuine|valid)',
          'i went over to {id} and it really says so, their price is (true|right)',
        ],
      },
      {
        set: { isRight: false },
        say: [
          'the (doubtful|odd|strange|waiting) price (at|of|from) {id} is (wrong|a mistake|an error|false)',
          '(reject|discard|throw out) the (doubtful|strange|waiting|flagged) price (at|of|from) {id}',
          '(don’t|do not) believe the (doubtful|strange|waiting) price (at|of|from) {id}',
          'the price at {id} (must be|is surely|is clearly) a (mistake|typo|slip) of the shop',
          '{id} price is wrong (i checked|i rang them|)',
          'somebody at {id} forgot a nought, that price is (a mistake|wrong)',
          '(mark|treat|regard) the (outlier|odd price|anomaly) at {id} as (an error|a mistake)',
        ],
      },
    ],
    not: ['accept the approval', 'the price of our product is wrong'],
    ask: { id: 'At which page?', isRight: 'Is that price right, or a mistake of the shop?' },
    proposal: ({ input, named }) =>
      `call the price that waits at ${named('id')} ${input['isRight'] === true ? 'right' : 'a mistake of the shop'}`,
  },
  'listings.remove': {
    say: [
      '(remove|delete|drop) (the|) (page|shop page|competitor page) {id} (from the price tracker|from the prices|)',
    ],
    ask: { id: 'Which page of a shop?' },
    proposal: ({ named }) => `remove the page ${named('id')} with its prices`,
  },
} satisfies Record<string, ActPhrases>
