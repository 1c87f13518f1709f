import type { Phrases } from '../../platform/catalog/phrases.ts'
import { keysTold } from './api-keys/telling.ts'

const connect = 'on the page “Connect”'
const settings = 'on the page “Settings”'

/** How people ask about keys, connected applications and their own account. */
export const authPhrases = {
  guides: {
    keyKinds: {
      title: 'The two kinds of keys',
      say: [
        "(what is|what's|whats|explain) the difference between (an assistant key|a key for an assistant|an assistant's key) and (a program key|a key for a program|a program's key)",
        '(what is|what does|when do i need) (an assistant key|a program key|a key for a program|a key for an assistant) (do|for|)',
        '(which|what) (kind|sort|type) of key do i need (for {x}|)',
        'what kinds of (api|) keys are there',
      ],
      not: ['which api keys do we have', 'make a key for the website'],
      tell: 'A key for an assistant (Claude, Cursor and the like) opens MCP alone, and its changes wait for your yes. A key for a program opens REST and the command line and changes things at once, so it is not for an assistant. Both are made on the page “Connect”.',
    },
  },
  acts: {
    'auth.apiKeys.list': {
      say: [
        '(list|show|see|which|what) (me|) (the|our|my|all|all the|) (api keys|keys|api-keys|access keys|tokens|api tokens) (are there|do we have|do i have|exist|)',
        '(do we|do i) have (any|) (api keys|keys)',
        '(api keys|keys|our keys|my api keys)',
        'who has (api keys|keys|a key)',
        'which keys (are active|have expired|were revoked|are in use|expire soon|are still good)',
        'all (api keys|keys) (the dead ones as well|including the revoked ones|with the expired ones|ever made|)',
        'when does the {x} key (expire|run out|end)',
        'what may the {x} key do',
        'how many (api keys|keys) (are there|do we have)',
        'is there a key for {x}',
        'show (the|) active keys',
        'key list',
        'which programs have a key',
        'list of api keys',
        'any (old|unused|expired) keys',
        'what keys did {x} make',
        'keys in use',
        'our api access',
        'show keys',
        'have we got keys (around|out there|)',
      ],
      not: [
        'make a key',
        'revoke the key',
        'calls of the keys',
        'what has the key been calling',
        'who owns the van',
        'who does the house belong to',
        'whose is the boat',
      ],
      words: {
        status: {
          all: [
            'all keys ever',
            'the dead ones',
            'dead',
            'revoked',
            'expired',
            'old ones',
            'including revoked',
            'inactive',
            'ended',
            'revoked ones',
            'expired ones',
            'ever',
            'not valid',
            'no longer valid',
            'invalid',
            'no longer work',
            'not work any more',
            'not working',
            'run out',
            'no longer in use',
            'no longer used',
            'not in use any more',
            'revoked and expired',
            'expired and revoked',
            'expired and revoked ones',
          ],
          active: ['active', 'in use', 'live', 'working', 'still good'],
        },
      },
      answer: keysTold,
    },
    'auth.apiKeys.create': {
      say: [
        '(create|make|generate|issue|get|give|add|need|i need|we need|new) (me|) (a|an|another|) (new|) (api key|api token|key|access key|token) (for {x}|)',
        'a key for {x}',
        '(how do i|where can i) (make|get|create) (a|an) (api key|key)',
        'let {x} use the api',
      ],
      where: `${connect}: choose what the key may do and copy it once`,
    },
    'auth.apiKeys.revoke': {
      say: [
        '(revoke|delete|remove|disable|kill|end|cancel|rotate|stop|deactivate|block|turn off) (the|my|our|that|this|) {x} (key|api key|token)',
        '(revoke|delete|remove|disable|kill|end|cancel|rotate|stop|deactivate) (the|my|our|that|this|all|) (api key|key|api keys|keys|token) (of {x}|{x}|)',
        '(kill|revoke|end|remove) the {x} one',
        'the {x} key (was|is) (leaked|stolen|lost|compromised)',
        '{x} key is no longer needed',
      ],
      where: `${connect}, beside the key`,
    },
    'auth.apiKeys.setLevels': {
      say: [
        '(make|set|turn) the {id} key (to|) (read-only|read only)',
        'the {id} key should (only|just) (read|see|reach) {x}',
        '(limit|restrict|reduce|cut|confine) the {id} (key|token) (down|back|) to (reading|{x})',
        'change what the {id} key (may|can|is allowed to) do',
        '(change|set|adjust) the (scopes|rights|permissions|levels|access) of the (api key|key|token) {id}',
        'the (key|token) for {x} (may|should) (also|only) (read|write) {y}',
        '(how|where) (do|can) (i|we) change what a key (may|can) do',
      ],
      where: `${connect}, by what the key may do, beside it`,
    },
    'auth.apiKeys.scopes': {
      say: [
        'what can (a|an) (api key|key|token) be (given|allowed)',
        '(which|what) (scopes|rights|permissions) can (a|an|the) (key|api key|token) (have|get)',
        'what may i give (to a key|a key)',
      ],
      where: `${connect}, where a key is made`,
    },
    'auth.grants.list': {
      say: [
        '(which|what|show|list) (applications|apps|programs|clients|tools) (are connected|have access|can get in|may act for us) (to our account|here|)',
        '(show|list) (the|our|my|) connected (applications|apps)',
        'connected (applications|apps)',
        'who did i give access by app',
      ],
      where: connect,
    },
    'auth.grants.revoke': {
      say: [
        '(disconnect|cut off|remove|revoke) (the|that|) {x} (app|application|connection)',
        'disconnect {x}',
        'take away the access of the app {x}',
      ],
      where: `${connect}, beside the application`,
    },
    'auth.grants.setLevels': {
      say: [
        '(make|set) the (app|application|program) {id} (read-only|read only)',
        'the connected (app|application) {id} should only (read|see) {x}',
        'change what the (app|application) {id} (may|can) do',
      ],
      where: `${connect}, by what the application may do, beside it`,
    },
    'auth.grants.allow': {
      say: [
        '(connect|link|hook up|add) (claude|an app|an application|chatgpt|a client|an ai client|{x}) (to the hub|here|)',
      ],
      where: connect,
    },
    'auth.changePassword': {
      say: [
        '(change|reset|update|set|forgot|lost) (my|the|a|) (new|) password',
        'i (forgot|lost) my password',
        'what is my password',
        '(show|tell|give|reveal) me (my|the|a|his|her) (password|secret|private key|access token|credentials)',
      ],
      where: `${settings}, under “Sign-in”; nobody can read passwords or keys here, and neither can I`,
    },
    'auth.secondFactor.beginTotp': {
      say: [
        '(set up|turn on|switch on|enable|add) (my|a|the|) (second factor|two-factor|2fa|authenticator|authenticator app)',
        'how do i (set up|turn on) (two-factor|2fa|a second factor)',
      ],
      where: `${settings}, under “Sign-in”`,
    },
    'auth.passkeys.beginRegistration': {
      say: [
        '(add|set up|register|make) (a|my|) (new|) passkey',
        'sign in with (my fingerprint|a passkey|face id)',
      ],
      where: `${settings}, under “Sign-in”`,
    },
    'auth.updateProfile': {
      say: [
        'change my (name|profile|time zone|timezone|preferences|display name)',
        'my name is (now|) {x}',
        'update my profile',
      ],
      where: `${settings}, under “Profile”`,
    },
    'auth.setAvatar': {
      say: ['(change|set|upload|add) (my|a|) (picture|photo|avatar|profile picture)'],
      where: `${settings}, under “Profile”`,
    },
    'auth.changeEmail': {
      say: [
        '(change|update) my (e-mail address|email|email address|address|mail)',
        'i have a new e-mail address',
      ],
      where: `${settings}, under “Profile”`,
    },
    'auth.sessions.list': {
      say: [
        '(where|on which devices) am i signed in',
        '(show|list) my (sessions|devices)',
        'who is signed in as me',
      ],
      where: `${settings}, under “Sign-in”`,
    },
    'auth.logout': {
      say: ['(log|sign) (me|) (out|off)', 'logout'],
      where: 'from the menu with your name',
    },
    'auth.logoutOthers': {
      say: ['sign out (my|all|) (other devices|everywhere else)', 'log me out everywhere (else|)'],
      where: `${settings}, under “Sign-in”`,
    },
    'auth.exportData': {
      say: [
        '(download|export|give me|get) (all|) (my|our|) (data|personal data|everything about me)',
        'what do you know about me, as a file',
      ],
      where: `${settings}, under “Account”`,
    },
    'auth.deleteAccount': {
      say: [
        '(delete|close|remove|end|cancel) (my|our|this|the|) (account|subscription)',
        'i want out, delete everything about me',
      ],
      where: `${settings}, under “Account”`,
    },
  },
} satisfies Phrases
