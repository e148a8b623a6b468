// The power source, from simulated files.
import assert from 'node:assert/strict';
import { isOnBattery, type PowerSystem } from '../../../src/host/powerSource.ts';

const nothing: PowerSystem = {
  platform: 'linux',
  list: () => Promise.reject(new Error('no such folder')),
  read: () => Promise.reject(new Error('no such file')),
};

/** The kernel's files by supply and key. */
function linux(supplies: Readonly<Record<string, Readonly<Record<string, string>>>>): PowerSystem {
  return {
    ...nothing,
    list: () => Promise.resolve(Object.keys(supplies)),
    read: (file) => {
      const [name = '', key = ''] = file.split('/').slice(-2);
      const value = supplies[name]?.[key];
      return value === undefined ? Promise.reject(new Error(file)) : Promise.resolve(`${value}\n`);
    },
  };
}

describe('the power source', () => {
  it('is the battery on Linux while one of the computer is being discharged', async () => {
    const mains = { type: 'Mains', online: '0' };
    const battery = { type: 'Battery', status: 'Discharging' };
    assert.ok(await isOnBattery(linux({ AC: mains, BAT0: battery })));
    assert.ok(await isOnBattery(linux({ BAT0: { type: 'Battery', status: 'Full' }, BAT1: battery })), 'two batteries');
  });

  it('is another one on Linux while the battery is charged, full or not used', async () => {
    for (const status of ['Charging', 'Full', 'Not charging', 'Unknown']) {
      assert.equal(await isOnBattery(linux({ BAT0: { type: 'Battery', status } })), false, status);
    }
  });

  it('does not depend on the battery of a mouse', async () => {
    const mouse = { type: 'Battery', scope: 'Device', status: 'Discharging' };
    assert.equal(await isOnBattery(linux({ hidpp_battery_0: mouse })), false);
    assert.equal(await isOnBattery(linux({ mouse, BAT0: { type: 'Battery', status: 'Full' } })), false);
  });

  it('counts as another one without a battery, where reading fails, and on other systems', async () => {
    const discharging = linux({ BAT0: { type: 'Battery', status: 'Discharging' } });
    assert.equal(await isOnBattery(linux({ AC: { type: 'Mains', online: '1' } })), false);
    assert.equal(await isOnBattery(nothing), false);
    assert.equal(await isOnBattery({ ...discharging, platform: 'darwin' }), false);
    assert.equal(await isOnBattery({ ...discharging, platform: 'win32' }), false);
  });
});
