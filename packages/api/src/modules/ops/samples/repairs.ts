import type { SampleWork } from './sample-work.ts'

export const repairs: SampleWork = {
  tasks: [
    ['Cargo bike of Mrs Visser: new brake pads', 'workshop', 'Saar', 2, 0, 'doing'],
    ['E-bike 4412: motor makes a noise', 'workshop', 'Milan', 3, 1, 'doing'],
    ['Straighten the wheel of the rental 07', 'rental', 'Saar', 1, 2, 'todo'],
    ['Order 20 inner tubes, 28 inch', 'parts', 'Milan', 5, 1, 'todo'],
    ['Order chain lubricant', 'parts', 'Milan', 14, -7, 'done'],
    ['Ring the customer about the frame crack', 'customers', 'Tessa', 2, -1, 'todo'],
    ['Send the quote for the school bikes', 'customers', 'Tessa', 6, 2, 'waiting'],
    ['Winter check offer: write the text', 'shop', 'Tessa', 8, 4, 'doing'],
    ['Winter check offer: put it in the window', 'shop', 'Emil', 8, 6, 'todo'],
    ['Calibrate the torque wrenches', 'workshop', 'Saar', 33, -3, 'todo'],
    ['Book the insurance inspection', 'permits', 'Tessa', 12, 20, 'waiting'],
    ['Battery of 3980: send to the maker', 'workshop', 'Milan', 10, -4, 'done'],
    ['Count the rental helmets', 'rental', 'Saar', 19, -15, 'done'],
    ['Clean the rental bikes', 'rental', 'Saar', 9, -8, 'done'],
    ['Answer the mail of the bike courier firm', 'customers', 'Milan', 4, -2, 'done'],
    ['Repair stand two wobbles', 'workshop', null, 3, null, 'todo'],
    ['Compare prices of hydraulic brakes', 'parts', 'Milan', 16, 9, 'todo'],
    ['Take photographs for the website', 'shop', 'Emil', 7, 10, 'todo'],
    ['Send reminders for bikes not collected', 'customers', 'Saar', 1, 3, 'todo'],
    ['Close the books of October', 'books', 'Tessa', 22, -12, 'done'],
  ],
  comments: [
    { task: 1, by: 'Milan', body: 'It is the bearing. The maker sends one under warranty.' },
    { task: 5, by: 'Saar', body: 'She can be reached after four.' },
    { task: 6, by: 'Tessa', body: 'They want to decide at their meeting on the 3rd.' },
    { task: 0, by: 'Saar', body: 'Front is done. The rear pads are too worn to clean.' },
  ],
  questions: ['What is late?', 'Who has the most to do?'],
  requests: [
    { title: 'Tell Mrs Visser that her bike is ready', decision: 'approve' },
    { title: 'Refund the last order of tubes', decision: 'decline' },
    { title: 'Order a bearing for the motor of 4412', decision: null },
  ],
}
