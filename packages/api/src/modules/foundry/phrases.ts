import type { Phrases } from '../../platform/catalog/phrases.ts'
import { foundryGuides } from './guides.ts'
import { sayHistory } from './objects/telling.ts'
import { sayCount, sayQuery } from './asking/tell.ts'

const onSources = 'on the page “Data”, under “Sources”'
const onModel = 'on the page “Data”, under “Model”'
const onExplore = 'on the page “Data”, under “Explore”'
const onObject = 'on the page of the object, under “Data”'

export const foundryPhrases = {
  help: {
    'objects.find': { about: 'Your data', say: 'Look for Ferry Mug in the data' },
  },
  guides: foundryGuides,
  acts: {
    'datasets.list': {
      say: [
        '(show|list|open) (me|) (the|our|all|) (datasets|data sources|sources of data)',
        '(which|what) (datasets|data sources) (do we have|are there)',
        'where does (our|the) data come from',
        '(find|search|look for) (the|a|) (dataset|data source) (called|named|about|with) {search}',
        '(our|all) datasets (please|)',
      ],
      not: ['show our customers', 'list the files'],
    },
    'datasets.get': {
      say: [
        '(show|open|read) (me|) (the|) (dataset|data source) {id}',
        '(what|how much|how many records) (is|are) in (the|) dataset {id}',
        'when was (the|) dataset {id} (last|) (read|loaded|updated)',
        '(what|which files) (was|were) read into (the|) dataset {id}',
        'tell me about (the|) (dataset|data source) {id}',
      ],
      not: ['remove the dataset'],
      ask: { id: 'Which dataset?' },
    },
    'datasets.preview': { say: [], where: onSources },
    'datasets.create': { say: [], where: onSources },
    'datasets.load': { say: [], where: onSources },
    'datasets.put': { say: [], where: onSources },
    'datasets.remove': {
      say: [
        '(remove|delete|drop|throw away) (the|) (dataset|data source) {id}',
        '(remove|delete|get rid of) (the|) dataset {id} (with|and) (all|) (its|the) (records|objects)',
        'we (do not|no longer) need (the|) (dataset|data source) {id} (any more|)',
      ],
      not: ['archive the object type', 'remove the file'],
      ask: { id: 'Which dataset?' },
      proposal: ({ named }) => `remove the dataset ${named('id')} with its records and objects`,
    },
    'types.list': {
      say: [
        '(show|list|open) (me|) (the|our|all|) (object types|types of objects|kinds of objects)',
        '(which|what) (object types|types of objects|kinds of data|kinds of things) (do we have|are there|are in our data)',
        'what (is|do we have) in our data',
        'what do we (know|keep) (data|records) (about|of)',
        '(which|what) (kinds|sorts) of (records|rows|data|things) (do we keep|do we have|are there) (here|in our data|)',
        'what (all|) (do we|did we) (keep|have|put|hold) in (our|the) data',
        'what have we got in (our|the) data',
        '(give me|show me) an overview of (our|the) data',
        'what does our data consist of',
        'what is there in (our|the) data',
        '(find|search|look for) (the|an|) object type (called|named|about) {search}',
      ],
      setting: [{ set: { archived: true }, say: ['(show|list) (the|) archived object types'] }],
      not: ['list the datasets', 'show the tasks'],
    },
    'types.get': {
      say: [
        '(which|what) (properties|fields|columns) (do|does) (our|the|) {id} have',
        '(show|list) (me|) (the|) (properties|fields|columns|links) of (our|the|) {id}',
        '(show|open|read) (me|) (the|) object type {id}',
        'what do we know (about|of) (our|the|) {id}',
        'how (are|is) (our|the|) {id} (linked|made|connected)',
        'how (are|is) (our|the|) {id} (linked|tied|connected|related) to (the others|each other|the rest|other things)',
        'what (are|is) (our|the|) {id} linked (to|with)',
        'what links (do|does) (our|the|) {id} have',
      ],
      ask: { id: 'Which type of objects?' },
    },
    'types.create': { say: [], where: onModel },
    'types.update': { say: [], where: onModel },
    'types.archive': {
      say: [
        '(archive|put away|retire|hide) (the|) (object type|type of objects|kind of objects) {id}',
        'take (the|) object type {id} out of (the|) (list|lists|data)',
        'we (do not|no longer) (need|use) (the|) object type {id} (any more|)',
        'stop showing (the|) object type {id}',
      ],
      not: ['remove the dataset'],
      ask: { id: 'Which type of objects?' },
      proposal: ({ named }) => `archive the object type ${named('id')}`,
      undoneBy: 'types.restore',
    },
    'types.restore': {
      say: [
        '(restore|bring back|unarchive|show again) (the|) (archived|) (object type|type of objects) {id}',
        '(take|get) (the|) object type {id} (out of the archive|back)',
        'we need (the|) object type {id} again',
        'put (the|) object type {id} back (into the data|)',
      ],
      among: { archived: true },
      ask: { id: 'Which type of objects?' },
      proposal: ({ named }) => `restore the object type ${named('id')}`,
    },
    'links.create': { say: [], where: onModel },
    'links.remove': { say: [], where: onModel },
    'objects.find': {
      say: [
        '(find|search|look for) {search} in (our|the|all|) data',
        '(search|look through) (our|the|all|) data for {search}',
        'is there anything (about|on|of) {search} in (our|the) data',
        'what does (our|the) data (say|have|know) (about|on) {search}',
        'everything (our|the) data (has|says) (about|on) {search}',
        '(where|which objects) (is|are|hold) {search} in (our|the) data',
      ],
      not: [
        'find the task',
        'search the invoices',
        'what kinds of things are in our data',
        'what do we have in the data',
      ],
    },
    'objects.search': {
      say: [
        '(show|list|open) (me|) (all|) (the|our|) {typeId} (in|of|from) (our|the) data',
        '(show|list) (me|) (the|our|all) objects of (the type|) {typeId}',
        '(find|search|look for) {search} (among|in) (our|the) {typeId} (of the data|in the data|)',
        '(which|what) {typeId} are in (our|the) data',
        'a (list|table) of (our|the|all) {typeId} (in|of|from) (our|the) data',
      ],
      not: ['show the open invoices', 'list my tasks'],
      ask: { typeId: 'Objects of which type?' },
    },
    'objects.count': {
      say: [
        'how many {typeId} (are|are there|do we have) in (our|the) data',
        'count (the|our|all|) {typeId} in (our|the) data',
        '(the|) number of (our|the|) {typeId} in (our|the) data',
        'how many objects of (the type|) {typeId} (are there|do we have)',
        'how many {typeId} does (our|the) data (hold|have)',
      ],
      not: ['how many tasks are open', 'how many invoices are overdue'],
      ofKind: 'typeId',
      ask: { typeId: 'Objects of which type?' },
      answer: sayCount,
    },
    'objects.export': {
      say: [
        '(export|download) (the|our|all|) {typeId} (of the data|from the data) (as csv|to excel|as a sheet|)',
        '(give me|save) (a sheet|a file|a spreadsheet) of (the|our|all|) {typeId} in (the|our) data',
      ],
      ofKind: 'typeId',
      where: 'on the page “Data”, by “Export”',
    },
    'objects.facet': { say: [], where: onExplore },
    'objects.get': {
      say: [
        '(show|open|read) (me|) (the|) object {id}',
        '(show|open) (me|) {id} (in|from|of) (our|the) data',
        '(what|everything) (do|that) we know (about|of) {id} in (our|the) data',
        '(the|) (facts|details) (about|of|on) (the object|) {id} (in|from) (our|the) data',
        'tell me about (the|) object {id}',
      ],
      ask: { id: 'Which object?' },
    },
    'objects.linked': { say: [], where: onObject },
    'objects.history': {
      say: [
        '(show|open) (me|) the history of (the|) object {id}',
        '(what|how) (changed|has changed) (of|about|in|at) (the|) object {id}',
        'who (changed|corrected|edited) (the|) object {id}',
        'when (was|did) (the|) object {id} (changed|change|edited)',
        '(the|) changes of (the|) object {id}',
      ],
      ask: { id: 'Which object?' },
      answer: sayHistory,
    },
    'objects.lineage': {
      say: [
        'where does (the|) object {id} come from',
        '(which|what) (file|source|record) (is|made|brought) (the|) object {id} (from|of|made of|)',
        '(show|open) (me|) the (raw|) record of (the|) object {id}',
        'who says (that|so) (about|of) (the|) object {id}',
        'the (source|origin) of (the|) object {id}',
      ],
      ask: { id: 'Which object?' },
    },
    'objects.edit': { say: [], where: onObject },
    'objects.revert': { say: [], where: onObject },
    'views.open': {
      say: [
        '(show|open) (me|) (the|our|my|) (saved|) (view|search|filter) (called|named|) {id}',
        '(run|apply|use) (the|our|my|) saved (view|search|filter|query) (called|named|) {id}',
        '(what|who|which) (is|are) in (the|our|my) (saved|) (view|search) {id} (now|today|)',
        '(the|our|my) (saved|) view {id} (please|)',
        '(everything|all|whatever) (that|) (the|our|my) saved (view|search) {id} (shows|finds|holds)',
      ],
      among: { list: 'foundry.objects' },
      ask: { id: 'Which saved view?' },
    },
    'queries.run': { say: [], where: onExplore, answer: sayQuery },
  },
} satisfies Phrases
