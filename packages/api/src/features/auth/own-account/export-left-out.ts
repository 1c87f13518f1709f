/**
 * Tables that know of a person and are not in their export, with the reason in words for the person: each export's README
 * gives it. A table that is in neither makes `export.test.ts` fail.
 */
export const leftOut: readonly { readonly tables: readonly string[]; readonly why: string }[] = [
  {
    tables: ['auth_password_history', 'auth_refresh_token', 'module_credential'],
    why: 'passwords, keys and other secrets, of which the hub keeps no readable copy',
  },
  {
    tables: ['auth_challenge', 'auth_one_time_token', 'oauth_artifact', 'file_export'],
    why: 'links in mails and steps of a sign-in that are under way, for at most some weeks',
  },
  {
    tables: ['auth_limit', 'auth_lockout'],
    why: 'counters against guessing and overuse, by address, which start over within a day',
  },
  {
    tables: [
      'idempotency',
      'idempotency_claim',
      'outbox_event',
      'outbox_delivery',
      'assistant_event',
      'credit_hold',
    ],
    why: 'copies the hub works with for some days: answers to repeat, mails to send, words as they were streamed',
  },
  {
    tables: ['assistant_approval', 'credit_spent'],
    why: 'links between what is here, and sums of it',
  },
  {
    tables: ['job_event'],
    why: 'what became of each try of the work that jobs.json tells of, for a week after its end',
  },
  {
    tables: [
      'workflow',
      'workflow_version',
      'workflow_trigger',
      'workflow_run',
      'workflow_step_run',
      'workflow_blob',
      'workflow_secret',
    ],
    why: 'workflows and what they did are the organization’s; what you did with them is in your activity',
  },
  {
    tables: ['endpoint', 'endpoint_delivery', 'endpoint_attempt'],
    why: 'where organizations have events sent, and what was sent there; that you set one up is in your activity',
  },
  {
    tables: ['file'],
    why: 'where bytes lie; your picture is here, and files.json tells of what you attached',
  },
  {
    tables: ['live_change', 'live_presence'],
    why: 'hints that a row has changed, for six hours, and who has one open now; the rows themselves are here',
  },
  {
    tables: ['broadcast'],
    why: 'what administrators said to everybody; that you did so is in your activity',
  },
  {
    tables: ['address_block'],
    why: 'networks that administrators shut out; that you did so is in your activity',
  },
]
