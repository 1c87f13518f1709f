import type { Phrases } from '../../../../../../platform/catalog/phrases.ts'
import { addBike, bikes, book } from './booking.ts'
import { assign, cancel, setStatus } from './moving.ts'
import { promise, quote } from './promising.ts'
import { get, list } from './reading.ts'

/** How people in a workshop ask for its acts. Nothing else tells the assistant of them. */
export const workshopPhrases = {
  acts: {
    'repairs.list': list,
    'repairs.get': get,
    'repairs.book': book,
    'repairs.setStatus': setStatus,
    'repairs.assign': assign,
    'repairs.promise': promise,
    'repairs.quote': quote,
    'repairs.cancel': cancel,
    'bikes.list': bikes,
    'bikes.add': addBike,
  },
  words: {
    status: {
      booked: ['booked', 'booked in', 'not started', 'in the queue', 'waiting its turn'],
      onStand: ['on the stand', 'on a stand', 'in progress', 'started', 'being worked on', 'under way'],
      waitingForParts: [
        'waiting for parts',
        'waiting on parts',
        'waiting for a part',
        'waiting for the parts',
        'parts on order',
        'stuck for parts',
        'held up by parts',
      ],
      ready: ['ready', 'done', 'finished', 'fixed', 'mended', 'ready for collection', 'ready to go'],
      collected: ['collected', 'picked up', 'fetched', 'handed over', 'handed back', 'gone'],
    },
  },
} satisfies Phrases
