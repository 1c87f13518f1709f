import type { HeaderTest } from '../headers/score.ts'
import type { Words } from './words.ts'

type ContentTest = Extract<
  HeaderTest,
  'contentSecurityPolicy' | 'scriptIntegrity' | 'contentType' | 'framing' | 'embedderPolicy'
>

const LIST =
  'A list of allowed addresses, the content security policy, keeps planted scripts from reading what customers type.'

/** Of the tests that look at what the page holds and where it is shown. */
export const contentWords: Record<ContentTest, Readonly<Record<string, Words>>> = {
  contentSecurityPolicy: {
    missing: ['Scripts may load from any address', LIST],
    'report-only': [
      'The list of allowed scripts only watches',
      'Browsers report what breaks the list and run it all the same. It protects nobody until it is switched on.',
    ],
    invalid: [
      'The list of allowed scripts cannot be read',
      'The content security policy contradicts itself or is cut short, so browsers hold to a part of it or to none.',
    ],
    'unsafe-inline': [
      'The list of allowed scripts lets planted ones run',
      'The policy allows scripts written into the page, or from almost any address. That is how stolen card numbers leave shops.',
    ],
    'insecure-scheme': [
      'Parts of the page may come over an open line',
      'The policy allows addresses without https. Whoever shares the Wi-Fi can change what is loaded from there.',
    ],
    'unsafe-eval': [
      'The list of allowed scripts lets text become a script',
      'The policy allows “unsafe-eval”: text that somebody typed can end up as a program in your page.',
    ],
    'insecure-scheme-passive': [
      'Pictures may come over an open line',
      'The policy allows pictures or films without https. Others on the Wi-Fi can see and swap them.',
    ],
    'unsafe-inline-style': [
      'Only named scripts can run',
      'The policy names where scripts come from. Styles may stand in the page, which does little harm.',
    ],
    'no-unsafe': ['Only named scripts and styles can run', LIST],
    'default-none': [
      'Nothing loads that is not named',
      'The policy forbids everything and then allows what the page needs. That is the strictest way.',
    ],
    'repeated-directives': [
      'Only named scripts can run, with a line said twice',
      'The policy protects. One of its lines for reports stands twice, and browsers take the first.',
    ],
  },
  scriptIntegrity: {
    insecure: [
      'A script of another site comes over an open line',
      'Its address does not insist on https. Whoever shares the Wi-Fi can swap it and then sees all that visitors type.',
    ],
    'insecure-with-integrity': [
      'A script of another site comes over an open line',
      'Its fingerprint keeps it from being swapped, but browsers refuse such scripts, so parts of the page may not work.',
    ],
    'without-integrity': [
      'A script of another site can change unnoticed',
      'If that site is broken into, its new script runs in your page. A fingerprint lets browsers refuse it.',
    ],
    'with-integrity': [
      'Scripts of other sites carry a fingerprint',
      'Browsers run them only while they are what you chose.',
    ],
    'own-with-integrity': [
      'Scripts are your own and carry a fingerprint',
      'Browsers run them only while they are what you chose.',
    ],
    own: ['All scripts are your own', 'No other site can change what runs in your page.'],
    'no-scripts': ['The page loads no scripts', 'There is nothing that another site could change.'],
    'no-html': [
      'The address shows no page',
      'What answers is a file and not a page, so no scripts run in it.',
    ],
  },
  contentType: {
    missing: [
      'Browsers may take a harmless file for a script',
      'Without this header some browsers guess what a file is. A picture that somebody sends you could run as a script.',
    ],
    invalid: [
      'Browsers may take a harmless file for a script',
      'The header against guessing is there, but its value is not “nosniff”, so browsers pass over it.',
    ],
    nosniff: ['Files are what they say they are', 'Browsers do not guess at the type of a file.'],
  },
  framing: {
    missing: [
      'Other sites can show your page inside theirs',
      'A trickster can lay your page under another, so that people press your buttons without seeing them.',
    ],
    invalid: [
      'Other sites can show your page inside theirs',
      'The header that forbids it has a value that browsers do not know, so they pass over it.',
    ],
    'allow-from': [
      'Only one other site is meant to show your page inside it',
      "The header says “allow-from”, which today's browsers pass over. “frame-ancestors” in the policy does hold.",
    ],
    'by-header': [
      'Other sites cannot show your page inside theirs',
      'People who press your buttons see what they press.',
    ],
    'by-policy': [
      'The policy says who may show your page inside theirs',
      'People who press your buttons see what they press.',
    ],
  },
  embedderPolicy: {
    missing: [
      'The page takes in what it names, as most pages do',
      'A stricter rule (COEP) is for pages with high secrets. Few shops need it.',
    ],
    open: [
      'The page takes in what it names, and says so',
      'A stricter rule (COEP) is for pages with high secrets. Few shops need it.',
    ],
    invalid: [
      'The rule for what the page takes in cannot be read',
      'The header is there, but its value is not one that browsers know, so it does nothing.',
    ],
    'require-corp': [
      'The page takes in only what agreed to it',
      'No other site can use your page to read what it should not.',
    ],
    credentialless: [
      'The page takes in things of others without their cookies',
      'No other site can use your page to read what it should not.',
    ],
  },
}
