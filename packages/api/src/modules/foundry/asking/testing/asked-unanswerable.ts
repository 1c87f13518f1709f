import type { Asked } from './asked.ts'

/** What these data do not say, and what is no question about them. */
export const unanswerable: readonly Asked[] = [
  { ask: `what's the weather going to be like on saturday`, plain: null },
  { ask: 'how many orders will we get tomorrow?', plain: null },
  { ask: 'Why did sales go down in October?', plain: null },
  { ask: 'what is our profit margin on orders', plain: null },
  { ask: 'customers in Belfast', plain: null },
  { ask: 'delete all the late orders', plain: null },
  { ask: 'Send Kestrel Books a reminder about order #2112', plain: null },
  { ask: 'mark #2063 as paid', plain: null },
  { ask: 'how many people work for us?', plain: null },
  { ask: 'What is the phone number of Samir Haddad?', plain: null },
  { ask: 'what did Blackwater Bistro order in September', plain: null },
  { ask: 'cancelled orders since August', plain: null },
  { ask: 'payments by PayPal', plain: null },
  { ask: 'which product sells best', plain: null },
  { ask: 'which customers are unhappy with us?', plain: null },
  { ask: 'orders shipped with DHL last month', plain: null },
  { ask: 'how many orders are there per payment', plain: null },
  { ask: 'number of customers for each order', plain: null },
  { ask: 'good morning', plain: null },
]
