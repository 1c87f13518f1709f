import type { Phrases } from '../../platform/catalog/phrases.ts'
import { securityGuides } from './guides.ts'
import { findingsTold, scansTold, sitesTold, siteTold } from './telling.ts'

const onThePage = 'on the page “Security”'

/** Words for closed values, as people say them. */
const words = {
  kind: {
    quick: ['quick', 'fast', 'short', 'brief', 'speedy', 'rapid', 'light'],
    full: ['full', 'complete', 'whole', 'thorough', 'deep', 'in-depth', 'detailed', 'proper'],
  },
  severity: {
    high: ['high', 'serious', 'severe', 'grave', 'critical', 'bad', 'worst', 'urgent', 'dangerous'],
    medium: ['medium', 'moderate', 'middling'],
    low: ['low', 'minor', 'small', 'harmless', 'tiny', 'cosmetic'],
  },
  part: {
    headers: ['headers', 'header', 'security headers'],
    encryption: [
      'encryption',
      'certificate',
      'certificates',
      'tls',
      'ssl',
      'https',
      'cert',
      'certs',
      'padlock',
    ],
    mail: ['mail', 'email', 'e-mail', 'mails', 'emails', 'spf', 'dmarc', 'dkim'],
    libraries: [
      'libraries',
      'library',
      'scripts',
      'old scripts',
      'outdated scripts',
      'outdated libraries',
      'out-of-date libraries',
      'javascript',
      'jquery',
    ],
    files: ['files', 'file', 'open files', 'exposed files', 'backups', 'folders', 'open folders'],
  },
  state: {
    open: ['open', 'unsolved', 'left', 'remaining', 'unfixed', 'unresolved', 'not fixed', 'not mended'],
    closed: ['closed', 'mended', 'fixed', 'solved', 'gone', 'repaired', 'resolved'],
  },
  weekday: {
    '1': ['monday', 'mondays'],
    '2': ['tuesday', 'tuesdays'],
    '3': ['wednesday', 'wednesdays'],
    '4': ['thursday', 'thursdays'],
    '5': ['friday', 'fridays'],
    '6': ['saturday', 'saturdays'],
    '7': ['sunday', 'sundays'],
  },
}

export const securityPhrases = {
  guides: securityGuides,
  acts: {
    'sites.list': {
      say: [
        '(show|list|open|pull up|see) (me|) (the|our|all|my|) (websites|web sites|sites) (and their grades|with their grades|with grades|)',
        '(which|what) (websites|sites) (do we have|are there|have we added|are ours)',
        '(which|what) (websites|sites) (are you|do you|are we|do we) (looking after|look after|watching|watch|keeping an eye on)',
        'how (safe|secure) (is|are) (our|the|my|all our) (website|websites|web site|web sites|site|sites|homepage)',
        '(is|are) (our|the|my|all our) (website|websites|web site|web sites|site|sites|homepage) (safe|secure|well protected|protected)',
        'how (is|are) (our|the|my) (website|websites|site|sites) doing (security wise|with security|on security|)',
        '(what|which) (grade|grades|score|scores) (do|does|has|have) (our|the|my) (website|websites|site|sites) (have|get|)',
        '(website|site|web) (security|safety) (overview|summary|status|report)',
        '(overview|summary|list) of (our|the|all) (websites|sites)',
        '(which|what) (one|) (of our websites|website|site|of the websites) is (the|) (least|most|) (safe|safest|secure|weakest|worst)',
        'do we have a (website|site) (called|named|with|like) {search} (in it|in its name|in the name|)',
        '(find|search|look for) (the|a|) (website|site) (called|named|with|) {search}',
      ],
      not: ['add a website', 'show the tasks'],
      answer: sitesTold,
    },
    'sites.get': {
      say: [
        '(show|open|read|see) (me|) (the|) (website|site|) {id}',
        '(is|how) (safe|secure) is (the|) (website|site|) {id} (just now|at present|today|)',
        'is (the|) (website|site|) {id} (safe|secure|well protected) (for visitors|enough|)',
        '(what|which) (grade|score|rating) (does|has) (the|) (website|site|) {id} (have|got|get|)',
        '(the|) (grade|score|rating|security) of (the|) (website|site|) {id}',
        'when (is|will) (the|) (website|site|) {id} (be|) (scanned|checked) (next|again|)',
        'how (do|can) (i|we) prove that (the|) (website|site|) {id} (is|belongs to) (ours|mine|us)',
        'tell me about (the|) (website|site|) {id}',
      ],
      ask: { id: 'Which website?' },
      answer: siteTold,
    },
    'sites.add': {
      say: [
        '(add|keep|watch) (the|our|my|a|) (new|) (website|site|homepage|) {address} (too|as well|please|)',
        '(add|put) {address} (to|into|on) (the|our) (websites|sites|list of websites)',
        '(start|begin) (looking after|watching|protecting) (the|our|) (website|site|) {address}',
        '(please|) look after (the|our|my|) (website|site|) {address} (too|as well|)',
        '(keep an eye on|look after|take care of) (the security of|the safety of|) {address} (too|as well|)',
        '(we have|there is|i have|we got) (a|another) new (website|site) (called|named|) {address}',
        'new (website|site) (to add|to look after|) {address}',
        '(add|watch) another (website|site) (to the security checks|to the scanner|)',
      ],
      not: ['add a task', 'show the websites'],
      ask: { address: 'What is the website called, such as tideandfennel.example?' },
      proposal: ({ named }) => `add the website ${named('address')}`,
    },
    'sites.prove': {
      say: [
        '(check|look for|look at) (the|) proof (of|for|at|on) (the|) (website|site|) {id} (again|now|)',
        '(prove|verify|confirm|check) (that|whether|if) (the|) (website|site|) {id} (is ours|is mine|belongs to us)',
        '(the|our) (proof|record|file|tag|code) (of|for|on|at) {id} is (there|set|in place|up) (now|)',
        '(i|we) (have|) (put|placed|added|set) the (proof|record|file|tag|code) (on|at|for) {id}',
      ],
      ask: { id: 'Which website?' },
      proposal: ({ named }) => `look for the proof at ${named('id')}`,
    },
    'sites.remove': {
      say: [
        '(remove|delete|drop|forget) (the|our|) (website|site|) {id} (from the list|from our websites|)',
        'take (the|our|) (website|site|) {id} (out|off|off the list|off our list|off the websites)',
        'stop (looking after|watching) (the|our|) (website|site|) {id}',
        'we (do not|no longer|don’t) (own|have|need|use) (the|) (website|site|) {id} (any more|anymore|now|) (remove it|take it away|)',
      ],
      not: ['remove the task'],
      ask: { id: 'Which website?' },
      proposal: ({ named }) => `remove the website ${named('id')} with its scans and findings`,
    },
    'scans.list': {
      say: [
        '(show|list|see) (me|) (the|all|our|past|old|) (scans|security scans|website scans) (so far|)',
        '(show|list|see|) (me|) (the|) (past|earlier|previous|old|last) (security|) (scans|checks) (of|for) (the|) (website|site|) {siteId}',
        '(scan|security|scanning) history (of|for) (the|) (website|site|) {siteId}',
        '(which|what) (scans|security scans) (were|have been) (run|done|made|finished) (so far|lately|)',
        'when (was|were) (our|the|my) (website|websites|site|sites) (last|) (scanned|checked)',
        'when was (the|) (website|site|) {siteId} (last|) (scanned|checked)',
        'how did (the|) (website|site|) {siteId} do (before|last time|in the past|in earlier scans)',
      ],
      not: ['scan the website', 'show the websites'],
      answer: scansTold,
    },
    'scans.get': { say: [], where: onThePage },
    'scans.compare': { say: [], where: onThePage },
    'scans.start': {
      say: [
        '(scan|test|inspect) (the|our|) (website|site|) {siteId} (now|again|please|)',
        '(check|recheck) (the|our|) (website|site|) {siteId} (now|again|once more)',
        '(start|run|do|make) a {kind} (security|) (scan|check|test) of (the|our|) (website|site|) {siteId}',
        '(start|run|do|make) a (security|) (scan|check|test) of (the|our|) (website|site|) {siteId}',
        '(scan|check|test) {siteId} with a {kind} (scan|check)',
        'have (the|our|) (website|site|) {siteId} (scanned|checked) (now|again|)',
        '(have|take) (a|another) look at (the|our|) (website|site|) {siteId} (now|again|)',
        '(scan|check) {siteId} for (weaknesses|holes|security problems|vulnerabilities)',
        'see (again|) (whether|if) (the|our|) (website|site|) {siteId} is (safe|secure) (now|)',
        '(start|run|begin) a (security|website) (scan|check)',
        '(scan|check|test|inspect) (a|one|another|any|some|one of our|all our) (website|site|websites|sites)',
        'go about (scanning|testing|checking) (a|the|our) (website|site)',
      ],
      not: ['show the scans', 'check off the task'],
      ask: { siteId: 'Which website?' },
      proposal: ({ named }) => `scan the website ${named('siteId')}`,
    },
    'findings.list': {
      say: [
        '(show|list) (me|) (the|all|our|) (findings|weaknesses|security problems|security issues|vulnerabilities)',
        '(show|list|see|) (me|) (the|all|) (security|) (problems|issues|findings|weaknesses|holes) (on|of|with|at) (the|) (website|site|) {siteId}',
        '(show|list|see|) (me|) (the|all|) {severity} (security|) (problems|issues|findings|weaknesses|holes) (on|of|with|at) (the|) (website|site|) {siteId}',
        '(show|list|see|) (me|) (the|all|) {severity} (security|) (problems|issues|findings) (on|of) (our|the) (websites|sites)',
        '(show|list|) (me|) (the|) {state} (security|) (problems|issues|findings) (on|of) (the|) (website|site|) {siteId}',
        '(security|) (problems|issues) with the {part} (of|on) (the|) (website|site|) {siteId}',
        '(is|are) there (something|anything|) (wrong|amiss|problems) with the {part} (of|on) (the|) (website|site|) {siteId}',
        '(what|which things) (is|are) (there|) (to mend|to fix|wrong) (on|with) (our|the|my) (website|websites|site|sites)',
        '(is there|) (anything|something) (wrong|to mend|to fix|amiss) (on|with) (the|) (website|site|) {siteId}',
        'what (still|) (has to|needs to|must) be (mended|fixed) on (our|the) (websites|sites)',
        'what (still|) (has to|needs to|must) be (mended|fixed) on (the|) (website|site|) {siteId}',
        '(which|what) (of our|) (websites|sites) (use|have|load) (old|outdated) {part}',
        'what should (we|i) (mend|fix) (first|) on (our|the) (website|site|websites)',
      ],
      not: ['show the tasks', 'make a task of the finding'],
      words: {
        // “Mute” and “silence” are also what is still to be done: “which ones should we mute”.
        muted: { true: ['muted', 'silenced', 'ignored', 'ignoring', 'left alone'] },
      },
      answer: findingsTold,
    },
    'findings.get': { say: [], where: onThePage },
    'findings.makeTask': { say: [], where: onThePage },
    'findings.mute': { say: [], where: onThePage },
    'findings.unmute': { say: [], where: onThePage },
    'fixes.get': { say: [], where: onThePage },
    'schedules.set': {
      recurs: true,
      say: [
        'scan (the|our|) (website|site|) {siteId} (every|each) (week on|) {weekday}',
        '(scan|check|test) (the|our|) (website|site|) {siteId} (every week|weekly) (on|) {weekday}',
        'have (the|our|) (website|site|) {siteId} (scanned|checked) (every week|weekly|by itself) (on|) {weekday}',
        '(weekly|a weekly) (scan|check) of (the|our|) (website|site|) {siteId} (on|) {weekday}',
        'scan (the|our|) (website|site|) {siteId} (every week|weekly)',
        '(scan|check|test|go over|look over) {siteId} (every|each) {weekday} (night|morning|evening|)',
      ],
      ask: { siteId: 'Which website?', weekday: 'On which day of the week? 1 is Monday.' },
      proposal: ({ input, named }) =>
        input['weekday'] === null
          ? `no longer scan the website ${named('siteId')} by itself`
          : `scan the website ${named('siteId')} every week`,
    },
    'schedules.due': { say: [], where: onThePage },
    'schedules.run': { say: [], where: onThePage },
    'schedules.hold': { say: [], where: onThePage },
    'reports.create': { say: [], where: onThePage },
  },
  words,
} satisfies Phrases
