import type { Phrases } from '../../platform/catalog/phrases.ts'

const onThePage = 'on the page “Security”'

export const securityPhrases = {
  acts: {
    'sites.list': {
      say: [
        '(show|list|open) (me|) (the|our|all|) (websites|web sites|sites)',
        '(which|what) (websites|sites) (do we have|are there|have we added)',
        'how safe (is|are) (our|the|my) (website|websites|web site|site|homepage)',
        '(what|which) (grade|grades|score) (do|does|has|have) (our|the|my) (website|websites|site) (have|get|)',
        'is (our|the|my) (website|site|homepage) (safe|secure)',
        '(find|search|look for) (the|a|) website (called|named|) {search}',
      ],
      not: ['add a website', 'show the tasks'],
    },
    'sites.get': {
      say: [
        '(show|open|read) (me|) (the|) (website|site) {id}',
        'how safe is (the|) (website|site) {id}',
        '(what|which) grade does (the|) (website|site) {id} have',
        'how (do|can) (i|we) prove that (the|) (website|site) {id} is (ours|mine)',
      ],
      ask: { id: 'Which website?' },
    },
    'sites.add': {
      say: [
        '(add|keep|watch) (the|our|my|a|) (website|site|homepage) {address}',
        '(add|put) {address} (to|into) (the|our) (websites|sites)',
        'look after (the|our|my) (website|site) {address}',
      ],
      not: ['add a task', 'show the websites'],
      ask: { address: 'What is the website called, such as tideandfennel.example?' },
      proposal: ({ named }) => `add the website ${named('address')}`,
    },
    'sites.prove': {
      say: [
        '(check|look for) (the|) proof (of|for|at) (the|) (website|site) {id}',
        'prove (that|) (the|) (website|site) {id} (is ours|is mine|)',
        'verify (that|) (the|) (website|site) {id} (is ours|is mine|)',
      ],
      ask: { id: 'Which website?' },
      proposal: ({ named }) => `look for the proof at ${named('id')}`,
    },
    'sites.remove': {
      say: [
        '(remove|delete|drop) (the|) (website|site) {id}',
        'take (the|) (website|site) {id} (out|off the list)',
        'stop looking after (the|) (website|site) {id}',
      ],
      not: ['remove the task'],
      ask: { id: 'Which website?' },
      proposal: ({ named }) => `remove the website ${named('id')} with its scans and findings`,
    },
    'scans.list': {
      say: [
        '(show|list) (me|) (the|all|our|) (scans|security scans|website scans)',
        'when (was|were) (our|the|my) (website|websites|site) (last|) scanned',
        '(show|list) (me|) (the|) (earlier|latest|last) scans (of the websites|)',
      ],
      not: ['scan the website', 'show the websites'],
    },
    'scans.get': { say: [], where: onThePage },
    'scans.compare': { say: [], where: onThePage },
    'scans.start': {
      say: [
        '(scan|check|test|inspect) (the|our|) (website|site) {siteId} (now|again|)',
        '(start|run|do) a (quick|) scan of (the|our|) (website|site|) {siteId}',
        'have (the|our|) (website|site) {siteId} scanned',
        '(scan|check) {siteId} for (weaknesses|holes|security problems|vulnerabilities)',
      ],
      not: ['show the scans', 'check off the task'],
      ask: { siteId: 'Which website?' },
      proposal: ({ named }) => `scan the website ${named('siteId')}`,
    },
    'findings.list': {
      say: [
        '(show|list) (me|) (the|all|our|) (findings|weaknesses|security problems|vulnerabilities)',
        '(what|which things) (is|are) (there|) to mend on (our|the|my) (website|websites|site)',
        'what is wrong with (our|the|my) (website|site|homepage)',
        '(what|which) (security problems|weaknesses|holes) (does our website have|are there)',
        'what should (we|i) mend (first|) on (our|the) (website|site)',
      ],
      not: ['show the tasks', 'make a task of the finding'],
    },
    'findings.get': { say: [], where: onThePage },
    'findings.makeTask': { say: [], where: onThePage },
    'findings.mute': { say: [], where: onThePage },
    'findings.unmute': { say: [], where: onThePage },
    'fixes.get': { say: [], where: onThePage },
    'schedules.set': {
      say: [
        'scan (the|our|) (website|site) {siteId} (every week|weekly)',
        'have (the|our|) (website|site) {siteId} scanned (every week|weekly|by itself)',
      ],
      ask: { siteId: 'Which website?', weekday: 'On which day of the week? 1 is Monday.' },
      proposal: ({ named }) => `scan the website ${named('siteId')} every week`,
    },
    'schedules.due': { say: [], where: onThePage },
    'schedules.run': { say: [], where: onThePage },
    'schedules.hold': { say: [], where: onThePage },
    'reports.create': { say: [], where: onThePage },
  },
} satisfies Phrases
