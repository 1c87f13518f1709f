import type { Phrases } from '../../platform/catalog/phrases.ts'
import { endpointGuides } from './guides.ts'
import { deliveriesTold, endpointsTold } from './telling.ts'

const byHand = 'on the page “Events”, under “Endpoints”'

/** How people ask for the addresses that events are sent to. */
export const endpointsPhrases = {
  guides: endpointGuides,
  acts: {
    'endpoints.list': {
      say: [
        '(show|list) (me|) (the|our|all|) (webhook|event|) endpoints',
        '(which|what) (webhook|event|) endpoints (are there|do we have|are set up)',
        'where (are|do) (our|the) (hub|webhook|) events (sent|go) to',
        '(are|is) (any|an) (webhook|) endpoint (paused|failing)',
        '(our|the) outgoing webhooks',
      ],
      answer: endpointsTold,
    },
    'endpoints.get': {
      say: [
        '(show|open|read) (me|) the (webhook|) endpoint {id}',
        'what does the (webhook|) endpoint {id} get',
        'why is the (webhook|) endpoint {id} paused',
        '(details|state|status) of the (webhook|) endpoint {id}',
        'does the (webhook|) endpoint {id} work',
        'is the (webhook|) endpoint {id} (on|paused|failing)',
      ],
      ask: { id: 'Which endpoint?' },
    },
    'endpoints.deliveries.list': {
      say: [
        '(show|list) (me|) (the|all|) (webhook|endpoint) deliveries',
        '(which|what) (webhook|endpoint) deliveries (failed|were given up|are waiting)',
        '(show|list) (the|) {status} (webhook|endpoint) deliveries',
        '(which|what) was sent to (the|our) (webhook|) endpoints (lately|)',
      ],
      words: {
        status: {
          waiting: ['waiting', 'pending'],
          delivered: ['delivered', 'successful'],
          dead: ['failed', 'dead', 'given-up'],
          discarded: ['discarded'],
        },
      },
      answer: deliveriesTold,
    },
    'endpoints.deliveries.get': {
      say: [
        '(show|open|read) (me|) the (webhook|endpoint) delivery {id}',
        'what (became|came) of the (webhook|endpoint) delivery {id}',
        'why did the (webhook|endpoint) delivery {id} fail',
        '(details|state|status) of the (webhook|endpoint) delivery {id}',
        'what was answered to the (webhook|endpoint) delivery {id}',
      ],
      ask: { id: 'Which delivery?' },
    },
    'endpoints.create': {
      say: ['(add|create|set up|make) (a|an|) (new|) (outgoing webhook|webhook endpoint|endpoint)'],
      where: byHand,
    },
    'endpoints.update': {
      say: ['(change|pause|turn on|edit) the (webhook|) endpoint {x}'],
      where: byHand,
    },
    'endpoints.remove': { say: ['(remove|delete) the (webhook|) endpoint {x}'], where: byHand },
    'endpoints.rotateSecret': {
      say: ['(change|rotate|renew) the secret of the (webhook|) endpoint {x}'],
      where: byHand,
    },
    'endpoints.sendTest': { say: ['send a test to the (webhook|) endpoint {x}'], where: byHand },
    'endpoints.deliveries.redeliver': {
      say: ['(redeliver|resend) the (webhook|endpoint) delivery {x}'],
      where: byHand,
    },
    'endpoints.deliveries.redeliverAll': {
      say: ['(redeliver|resend) all (failed|given-up) (webhook|endpoint) deliveries'],
      where: byHand,
    },
    'endpoints.deliveries.discard': {
      say: ['(discard|drop) the (webhook|endpoint) delivery {x}'],
      where: byHand,
    },
  },
} satisfies Phrases
