import { describe, expect, it } from 'vitest';
import { ReceivedMessages } from './received-messages.js';

function received(count: number): ReceivedMessages {
  const messages = new ReceivedMessages();
  for (let number = 1; number <= count; number++) expect(messages.next()).toBe(number);
  return messages;
}

describe('received messages', () => {
  it('[R4] are acknowledged once they are on disk, and once only', () => {
    const messages = received(3);
    expect(messages.takeAck()).toBeNull();
    messages.markDurable(2);
    expect(messages.takeAck()).toBe(2);
    expect(messages.takeAck()).toBeNull();
    messages.markDurable(3);
    expect(messages.takeAck()).toBe(3);
  });

  it('[R4] never count back when an earlier one is reported later', () => {
    const messages = received(3);
    messages.markDurable(3);
    messages.markDurable(1);
    expect(messages.takeAck()).toBe(3);
    messages.markDurable(2);
    expect(messages.takeAck()).toBeNull();
  });

  it('[A3] are acknowledged up to the first that was refused, never beyond', () => {
    const messages = received(4);
    messages.refuse(3);
    messages.refuse(4);
    expect(messages.anyRefused).toBe(true);
    messages.markDurable(4);
    expect(messages.takeAck()).toBeNull();
    messages.markDurable(2);
    expect(messages.takeAck()).toBe(2);
  });
});
