import type { Guide } from '../../platform/catalog/phrases.ts'

/** What people want to know of the assistant itself. */
export const assistantGuides: Readonly<Record<string, Guide>> = {
  assistantSees: {
    title: 'What the assistant can see',
    say: [
      '(what|how much) (can|do) you (see|get to see|have access to) (of our firm|of our business|of my work|of our data|here|)',
      '(can|do) you (see|read|look into) (everything|all our data|my private things|what i may not see|my mails)',
      '(can|could) (anybody|others|my colleagues|my boss|the owner|anyone else) (see|read) (my|these|our) (conversations|chats|questions|questions to you)',
      '(can|could) (anybody|others|my colleagues|my boss|the owner) (see|read) what i (ask you|write here|tell you)',
      'are (my questions|our chats|these conversations|my conversations) (private|secret|confidential|seen by others)',
      '(can|does) (my boss|the owner|anybody else|a colleague) (see|read) the (chats|conversations|talks) (i have|we have) with you',
      'are the (things|questions) i ask you (private|secret|confidential|seen by others)',
      'can you (read|see) everything (in the hub|here|in our firm|we have)',
      '(does|can) (an ai company|openai|anybody outside|a language model) (get|see|read) (our data|what i write|our numbers)',
      'is (this chat|this conversation|what i write here) (private|secret|confidential|seen by others)',
      'is (our data|what i write|anything) (sent|given|passed on) to (an ai company|a language model|openai|somebody outside)',
      'do you (show|tell) (my staff|a viewer|others|people) (things they may not see|what they may not see|more than they may see)',
      'do you (know|see|hear of) things (i may not see|i am not allowed to see|that are none of my business)',
      'where does what i (write here|tell you) go',
    ],
    not: [
      'what can you do',
      'are you an ai',
      'show my conversations',
      'who can see the books',
      'can a member see the books',
      'which modules can Ana see',
      'what do you know about Oakhollow Hotel',
      'export everything you know about me',
      'delete this conversation',
      'can you see the invoice of Oakhollow Hotel',
      'can you show me everything that is open',
    ],
    tell: 'I see what you may see yourself, and no more; whoever else asks me gets what they may see. Your conversations are yours alone, and no colleague can open them. I follow fixed rules, and send nothing of it to a language model.',
  },
}
