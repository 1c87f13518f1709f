import type { Phrases } from '../../platform/catalog/phrases.ts'
import { accessPhrases } from './access/phrases.ts'
import { teamGuides } from './guides.ts'
import { secondFactorSaid } from './second-factor-said.ts'
import { organizationTold } from './telling.ts'

const team = 'on the page “Team”'
const settingsPage = 'on the page “Settings”, under “Organization”, by whoever manages the module'

const role = {
  owner: ['owner', 'owners', 'the boss'],
  admin: ['admin', 'admins', 'administrator', 'administrators'],
  member: ['member role', 'plain member', 'ordinary members', 'normal members', 'only members'],
  viewer: ['viewer', 'viewers', 'read only', 'guests'],
}

/** How people ask about the organization and who is in it. */
export const organizationsPhrases = {
  help: {
    'organizations.members.list': { about: 'Your team', say: 'Who is an admin here?' },
  },
  guides: teamGuides,
  acts: {
    ...accessPhrases,
    'organizations.members.list': {
      say: [
        '(list|show|see|give me|display) (me|) (the|our|my|all|) (members|team|people|staff|colleagues|users|employees|crew)',
        "(who is|who's|whos|who are|who all is) (in|on|part of|with us in) (my|our|the) (team|organization|hub|company|firm)",
        'who (works|is) here',
        'who (else|all|) (is|works) (in|here) (with us|)',
        'which (members|people|users) (do we have|are there|have no second factor|have a second factor)',
        'who has (a|no|not set up a|an|) (second factor|two-factor|2fa) (yet|)',
        '(find|look up|search|search for|show) (the|all|any|) (members|member|people|persons|colleagues|users) (called|named|by the name of|with the name|whose name is|whose name starts with|whose name begins with|) {search}',
        "what (is|'s) {search} (role|email|address|email address|e-mail)",
        '(what is|whats|give me|tell me|i need) the (email|e-mail|email address|e-mail address|mail address) of {search}',
        '{search} (email|e-mail|email address|e-mail address|mail address)',
        'under which (address|email|email address) (can|do) (i|we) (reach|write to|mail) {search}',
        'who (is|are) {search}',
        '(who is|who are|whos) (the|our|an|a) {role}',
        '(list|show) (the|our|all|) {role}',
        '(the|our|my|) (team|members|people|colleagues|staff list|member list|team list)',
        'how many (people|members|users|colleagues) (are there|are we|do we have|are in the team|are in the hub)',
        'members (with|without) (a|) second factor',
        'who joined (last|most recently)',
        'people in (the|our) (organization|company|hub)',
        'everybody in the team',
        'is {search} (a member|in the team|one of us)',
        'whats my role',
        'newest members',
      ],
      not: [
        'add somebody to the team',
        'remove Jonas from the team',
        'open invitations',
        'what may a viewer do',
        'tasks of Ana',
        'who is cheaper than (us|we are)',
        'who sells it for less than us',
        'who can see the (books|invoices|prices|data|trips)',
        'who may change the (books|prices|websites)',
        'who has not paid us',
        'who bought (most|twice|from us)',
      ],
      words: {
        role,
        hasSecondFactor: secondFactorSaid,
        sort: { newest: ['newest', 'joined last', 'newest first', 'most recent', 'latest'] },
      },
    },
    'organizations.invitations.list': {
      say: [
        '(list|show|see|which|what) (me|) (the|our|all|) (open|pending|outstanding|) (invitations|invites) (are there|are open|do we have|)',
        'who (has been|was|is|did we) (invited|invite) (and has not come|but not come|but has not joined|)',
        "who hasn't (accepted|joined|answered) (yet|)",
        '(any|are there any|do we have) (open|pending|) (invitations|invites) (that nobody has taken up|that nobody accepted|not accepted|)',
        'which invitations (are still open|have not been accepted|are waiting|nobody has accepted)',
        '(open|pending|unaccepted|outstanding) (invitations|invites)',
        'did {x} accept (the|her|his|their) (invitation|invite)',
        'has {x} (joined|accepted) (yet|)',
        'invitations nobody (accepted|answered|took up)',
        'who is still invited',
        'whom did we invite',
        'when does the invitation (of|for|to) {x} (expire|end|run out)',
        'show invitations',
        'invite list',
        'are all invitations accepted',
        'how many invitations are open',
        'which people have not come yet',
        'who did we ask to join',
        'invited people',
        'invitations (please|)',
      ],
      not: [
        'invite paul',
        'send the invitation again',
        'who is in the team',
        'how long is an invitation valid',
        'what happens when I invite somebody',
      ],
    },
    'organizations.roles': {
      say: [
        'what (may|can|is) (a|an|each|every) (viewer|member|admin|owner|role) (do|see|change|allowed to do|actually allowed to do) (here|)',
        '(what|which) (roles|permissions|rights) (are there|do we have|exist|does an admin have)',
        '(show|list|explain) (me|) (the|) (roles|permissions|rights|access levels)',
        'what is the difference between (a|an) (member|admin) and (a|an) (viewer|owner|admin)',
        'what am i allowed to do',
        'what rights does (a|an) (viewer|member|admin) have',
        '(roles|permissions|rights) (overview|table|matrix|)',
        'may (a member|members|viewers|a viewer|admins) (see|change|delete|create) (tasks|credits|the audit log)',
        'which role can (invite|approve|change things)',
        'roles and permissions',
        'what can viewers see',
        'what does the role of admin mean',
        'explain the roles',
        'how do the roles work',
        'what permissions does each role hold',
        'is a viewer allowed to {x}',
        'can a member {x}',
        'list what each role may do',
      ],
      not: ['make Jonas an admin', 'who is the owner', 'change the role of Noor'],
    },
    'organizations.get': {
      say: [
        '(which|what) (organization|company|firm|workspace|hub) (am i in|is this|are we)',
        '(show|tell me about|see) (the|our|my|this|) (organization|company|firm) (details|settings|)',
        '(what is|whats|which is) (our|the) (time zone|timezone|currency|organization name|company name)',
        '(which|what) (currency|time zone|timezone) (do we use|are we in|is set|is our firm set to|do we have)',
        'organization (details|settings|name)',
        'name of (the|our) (organization|company|firm)',
        'is (a second factor|two-factor) required (here|)',
        'do we (require|need) (a second factor|two-factor)',
        'where am i',
        'what time zone (are|is) (we|the hub|everything) in',
        'about our organization',
        'company settings',
        'our (currency|time zone|timezone)',
        'in which currency are (amounts|things|we)',
        'what is this organization called',
        'what are the settings of our organization',
        'currency and time zone',
        'must everybody have a second factor',
        'what firm is this',
        'info about the organization',
      ],
      not: ['change the currency', 'rename the company'],
      answer: organizationTold,
    },
    'organizations.invitations.create': {
      say: [
        '(invite|add|onboard) {email} (to the team|to our team|to the organization|to the hub|as a member|as an admin|as a viewer|)',
        '(send|write) (an|the|) (invitation|invite) to {email}',
        '(invite|add) (a|our|the|) new (colleague|member|person|barista|user|employee)',
        'add {x} (to|in) (the|our) (team|hub|organization|company)',
        'let {email} in',
        'can you invite {email}',
        '{email} should join (us|the team)',
        'how do i invite (somebody|someone|people)',
        'give {email} access',
      ],
      where: `${team}: enter the e-mail address and choose a role`,
    },
    'organizations.invitations.resend': {
      say: [
        '(send|mail|resend) (that|the|an|this|) (invitation|invite) (to {x}|) (again|once more|a second time)',
        'resend (the|that|) (invitation|invite) (to {x}|of {x}|)',
        'remind {x} of (the|her|his) (invitation|invite)',
        '{x} did not get (the|her|his) (invitation|invite)',
        'invite {x} again',
      ],
      where: `${team}, beside the invitation`,
    },
    'organizations.invitations.revoke': {
      say: [
        '(take back|revoke|cancel|withdraw|delete|remove|stop) (the|that|this|an|) (invitation|invite) (to {x}|of {x}|for {x}|)',
        'uninvite {x}',
        '{x} should not be invited (any more|)',
      ],
      where: `${team}, beside the invitation`,
    },
    'organizations.members.changeRole': {
      say: [
        '(make|promote|turn|set) {userId} (to|into|) (a|an|) (admin|viewer|member|administrator|owner|proper member)',
        '(promote|demote) {userId} (to|) (admin|viewer|member|)',
        '(change|set) the role of {userId} (to {x}|)',
        '(give|take) {userId} (admin|more|fewer|the right|) (rights|permissions|role)',
        '{userId} (should|needs to|must) (be|become) (a|an|) (admin|viewer|member)',
        'change {userId} role (to {x}|)',
        '(take|remove) (the|) admin (rights|role|) (from|off|away from) {userId}',
        '{userId} should only be able to read',
        'let {userId} (change things|see everything|invite people)',
        'make me (an admin|the owner|an owner)',
      ],
      where: `${team}, from the menu beside the person; owners and admins can`,
    },
    'organizations.members.remove': {
      say: [
        '(remove|kick|throw|take|delete|fire|drop) {userId} (from|out of|off) (the|our|) (team|hub|organization|company|members|app)',
        '{userId} (left|has left|no longer works here|does not work here any more|is leaving) (us|the company|)',
        'delete the (member|user|account of) {userId}',
        '(remove|delete) (a|the|) member {userId}',
        'take away {userId} access',
        '{userId} should not (have|get) access any more',
        'lock {userId} out',
      ],
      where: `${team}, from the menu beside the person; owners and admins can`,
    },
    'organizations.members.leave': {
      say: [
        '(leave|quit|i want to leave) (the|this|our|) (organization|team|company|hub)',
        'take me out of the team',
        'end my membership',
      ],
      where: `${team}, from the menu beside your own name`,
    },
    'organizations.transferOwnership': {
      say: [
        '(transfer|hand over|hand|give) (the|my|) (ownership|organization|hub) (over|) to {userId}',
        '{userId} (should|will) (become|be) (the|) (new|) owner (in my place|instead of me|)',
        'make {userId} the (new|) owner (in my place|)',
      ],
      where: `${team}, by the owner`,
    },
    'organizations.update': {
      say: [
        '(change|set|update|switch) (our|the|) (currency|time zone|timezone|organization name|company name|name of the company|name of our firm) (to {x}|)',
        'rename (the|our) (organization|company|firm|hub) (to {x}|)',
        '(require|demand) (a|) second factor (from everybody|for everyone|)',
        'everybody (should|must) (have|use) (a second factor|two-factor)',
        'our firm is now called {x}',
      ],
      where: 'on the page “Settings”, under “Organization”',
    },
    'organizations.moduleSettings.get': {
      say: [
        '(show|what are|which) (me|) (the|our|) settings of {x}',
        'what can we set for {x}',
        'how is {x} set up (here|)',
      ],
      where: 'on the page “Settings”, under “Organization”',
    },
    'organizations.credentials.list': {
      say: [
        'which credentials (are set|do we have|are missing)',
        '(show|list) (me|) (the|our) credentials of {x}',
      ],
      where: settingsPage,
    },
    'organizations.credentials.set': {
      say: ['(set|change|replace|enter) the (credential|secret) of {x}', 'connect {x} with our key'],
      where: settingsPage,
    },
    'organizations.credentials.remove': {
      say: ['(remove|forget|delete) the (credential|secret) of {x}'],
      where: settingsPage,
    },
    'organizations.moduleSettings.set': {
      say: ['(change|set) the settings of {x}', 'set up {x} (for us|)'],
      where: settingsPage,
    },
    'organizations.create': {
      say: [
        '(create|make|open|add|start) (a|another|a second|) (new|) (organization|company|firm|workspace)',
        'i have a second firm',
      ],
      where: 'from the menu with the name of the organization, by “New organization”',
    },
    'organizations.members.export': {
      say: [
        '(export|download) (the|all|our|) (members|team|member list|people)',
        '(members|team) as a (csv|sheet|spreadsheet|file)',
        'give me a sheet of all members',
      ],
      where: `${team}, by “Export”`,
    },
  },
} satisfies Phrases
