import type { Phrases } from '../../platform/catalog/phrases.ts'
import { eventsTold, topicsTold } from './telling.ts'

/** How people ask for events. */
export const eventsPhrases = {
  acts: {
    'events.list': {
      say: [
        '(show|list) (me|) (the|our|all|) (domain|hub|outbox|) events',
        '(show|list) (the|) (latest|newest|last) (hub|domain|) events',
        '(which|what) (hub|domain) events (were there|happened)',
        '(show|list) (the|) event (stream|feed)',
        'which events did the hub (emit|publish|tell)',
        '(events|event list) of the hub',
        'list (the|) events of the topic {topic}',
        '(show|list) (all|the|) {topic} events',
        'were there any {topic} events',
      ],
      not: ['what happened today', 'show the audit log', 'events in my calendar'],
      answer: eventsTold,
    },
    'events.topics': {
      say: [
        '(show|list) (me|) (the|all|) event topics',
        '(which|what) (event topics|topics of events|kinds of events) (are there|exist|do we have)',
        '(show|list) (the|) (event catalogue|event catalog|catalogue of events|catalog of events)',
        'which events can (a listener hear|the hub tell|an endpoint get)',
        'event (topics|types)',
      ],
      answer: topicsTold,
    },
  },
} satisfies Phrases
