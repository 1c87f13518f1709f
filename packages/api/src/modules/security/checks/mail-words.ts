const NEITHER = 'This says neither good nor bad. It is looked at again by the next scan.'

/** A line and why it matters, by what was seen. */
export const mailWords = {
  'spf-missing': [
    'Nothing says who may send mail in your name',
    'Anybody can write to your customers as you. A short record in the DNS names the services that really send for you.',
  ],
  'spf-everybody': [
    'Everybody is allowed to send mail in your name',
    'The record says so itself, by “+all”, by the whole internet as a list, or in a record that it leads to.',
  ],
  'spf-multiple': [
    'More than one record says who may send mail in your name',
    'Mail servers then believe none of them. Put all into one.',
  ],
  'spf-invalid': [
    'The record of who may send mail cannot be read',
    'Something in it is not as mail servers know it, or a record that it leads to is missing or broken. They then ignore all of it.',
  ],
  'spf-too-many-lookups': [
    'The record of who may send mail is too long to follow',
    'It makes mail servers look up more than ten others, or goes round in a circle, and there they give up. Your own mail may then be refused.',
  ],
  'spf-neutral': [
    'Mail from strangers in your name is let through',
    'The record lists who may send, and says nothing of all others. End it with “~all” or “-all”.',
  ],
  'spf-unknown': ['Nobody could look who may send mail in your name', NEITHER],
  'spf-passed': ['The DNS says who may send mail in your name', 'Nothing to do.'],
  'dmarc-missing': [
    'Nothing tells mail servers what to do with forged mail',
    'Without it a letter that is not from you is delivered as if it were.',
  ],
  'dmarc-multiple': [
    'More than one record says what to do with forged mail',
    'Mail servers then act on none of them. Leave one.',
  ],
  'dmarc-invalid': [
    'The record of what to do with forged mail cannot be read',
    'It needs one “p=” with none, quarantine or reject, and each tag only once. Mail servers ignore it as it is.',
  ],
  'dmarc-none': [
    'Anyone can send mail in your name',
    'Forged letters are only counted, not stopped. In three steps you can have them refused without losing mail of your own.',
  ],
  'dmarc-quarantine': [
    'Forged mail is put aside, not refused',
    'That is nearly there: the last step has it refused.',
  ],
  'dmarc-unknown': ['Nobody could look what happens with forged mail', NEITHER],
  'dmarc-passed': ['Forged mail in your name is refused', 'Nothing to do.'],
  'caa-missing': [
    'Anyone who makes certificates may make one for you',
    'A record in the DNS can name the ones you use, so that no other is tricked into it.',
  ],
  'caa-unknown': ['Nobody could look who may make certificates for you', NEITHER],
  'caa-passed': ['The DNS says who may make certificates for you', 'Nothing to do.'],
} as const satisfies Record<string, readonly [title: string, about: string]>

export type MailResult = keyof typeof mailWords
