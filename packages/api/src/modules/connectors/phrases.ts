import type { Phrases } from '../../platform/catalog/phrases.ts'
import { connectorGuides } from './guides.ts'
import { connectionTold, connectionsTold, providersTold } from './telling.ts'

const onThePage = 'on the page “Connectors”'

/** Words for closed values, as people say them. */
const words = {
  state: {
    ok: ['fine', 'healthy', 'well'],
    attention: ['needs a look', 'in trouble', 'needs attention', 'needing a look'],
    broken: ['broken', 'dead', 'connect again', 'connected again', 'reconnected', 'lost'],
    paused: ['paused', 'on hold', 'suspended', 'stopped'],
  },
}

export const connectorsPhrases = {
  help: {
    'connections.list': { about: 'Connections', say: 'Are all connections working?' },
  },
  guides: connectorGuides,
  acts: {
    providers: {
      say: [
        '(which|what) (services|shops|programs|apps) can (we|i) connect',
        '(show|list) (me|) (the|all|) (services|programs) (we|i) (can|could) connect',
        'what can be connected (to the hub|to this|here|)',
        'can (we|i) connect (shopify|stripe|hubspot|our crm|our shop|a shop)',
        '(show|list) (the|all|) (connectors|integrations) (there are|that exist|you have)',
      ],
      not: ['show the connections', 'connect my assistant'],
      answer: providersTold,
    },
    'connections.list': {
      say: [
        '(show|list|open) (me|) (the|our|all|) (connections|connected services|connected shops)',
        '(which|what) (services|shops|accounts) (are|have we) connected',
        '(show|list) (me|) the (accounts|services|shops) (we have connected|that we have linked|which are connected)',
        'is (our|the|) (shop|shopify|stripe|hubspot|crm) (still|) connected',
        '(is|are) (shopify|stripe|hubspot|the connections|our connections) (in sync|up to date|working)',
        '(find|search|look for) (the|a|) connection (called|to|named) {search}',
      ],
      not: ['show the api keys', 'which assistants are connected'],
      answer: connectionsTold,
    },
    'connections.get': {
      say: [
        '(show|open|read) (me|) (the|) (connection|connected service) {id}',
        '(how far|where) is (the|) (connection|reading of) {id}',
        'is (the connection|connection) {id} (in sync|up to date|working|well)',
        'why did (the connection|connection|reading) {id} stop',
        '(what|how much) (does|has) (the|) connection {id} (read|brought)',
      ],
      not: ['show the accounts we have connected', 'which services are linked'],
      ask: { id: 'Which connection?' },
      answer: connectionTold,
    },
    'connections.begin': { say: [], where: onThePage },
    'connections.finish': { say: [], where: onThePage },
    'connections.useKey': { say: [], where: onThePage },
    'connections.pause': {
      say: [
        '(pause|hold|stop) (the|) (connection|reading of|connected service) {id}',
        '(pause|stop) reading (from|) (the|) (connection|) {id}',
        'read nothing (more|) from (the|) connection {id} (for now|)',
        'put (the|) connection {id} on hold',
      ],
      not: ['end the connection', 'revoke the key'],
      ask: { id: 'Which connection?' },
      proposal: ({ named }) => `pause the connection ${named('id')}`,
      undoneBy: 'connections.resume',
    },
    'connections.resume': {
      say: [
        '(resume|go on with|continue|restart) (the|) (paused|) (connection|connected service) {id}',
        '(go on|continue|start) reading (from|) (the|) (connection|) {id} (again|)',
        'take (the|) connection {id} off hold',
        'read from (the|) connection {id} again',
      ],
      ask: { id: 'Which connection?' },
      proposal: ({ named }) => `go on with the connection ${named('id')}`,
    },
    'connections.end': { say: [], where: onThePage },
    'syncs.start': {
      say: [
        '(sync|synchronize|refresh|update) (the|) (connection|connected service) {connectionId} (now|)',
        '(read|fetch|get|load) (everything|what is new|the news|all) from (the|) (connection|) {connectionId} (now|)',
        'bring (the|) connection {connectionId} up to date',
        '(read|sync) (the|) connection {connectionId} (again|once more)',
      ],
      ask: { connectionId: 'Which connection?' },
      proposal: ({ named }) => `read the connection ${named('connectionId')} now`,
    },
    'syncs.step': { say: [], where: onThePage },
    'syncs.recheck': { say: [], where: onThePage },
    'syncs.listen': { say: [], where: onThePage },
    'syncs.reconcile': { say: [], where: onThePage },
  },
  words,
} satisfies Phrases
