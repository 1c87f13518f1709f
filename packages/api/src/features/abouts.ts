/** What the parts of the hub itself are for, by toolset. */
export const hubAbouts: Readonly<Record<string, string>> = {
  admin: 'The hub as a whole, for its operators: people, organizations, jobs, notices and blocked addresses.',
  approvals: 'What assistants asked for and a person has to allow.',
  assistant: 'The assistant of the hub: conversations, and what it may do.',
  audit: 'Who did what and when, in a log that nobody can change.',
  auth: 'Signing in, the own account, API keys and connected applications.',
  credits: 'What acts cost, what is left, and what it was spent on.',
  endpoints: 'Addresses of other programs that are told of events, and what was delivered to them.',
  events: 'What can happen in the hub, and what did.',
  files: 'Files attached to records.',
  jobs: 'Long work that is done in the background.',
  live: 'Streams of what changes, as it happens.',
  notifications: 'Messages for a person, and how they wish to get them.',
  organizations: 'The organization, its members, their rights, and invitations.',
  system: 'What the hub can do, and what needs somebody today.',
  views: 'Names for what lists show: filters, order and columns.',
  workflows: 'What happens by itself: workflows, their versions and their runs.',
}
