BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'whoelse','m001_everything','2026-11-23 02:10:07.669137+00:00');
CREATE TABLE appointed (
            community text not null references communities (id) on delete cascade,
            platform text not null, account text not null,
            primary key (community, platform, account)
        ) strict
    ;
CREATE TABLE asking (
            owner text not null references persons (id) on delete cascade,
            id text not null, form text not null, answers text not null, open integer not null, nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "asking" VALUES('0d58081ff4d4b6a5','0d58081ff4d4b6a5','{"v":1,"is":{"class":"Form","title":"Your talk with Priya Shah","token":"debrief.heard/f7dfbdff0184","fields":[{"class":"Field","key":"learnt","label":"What do you want to remember?","hint":"one or two things","value":"","choices":[],"long":true,"required":true},{"class":"Field","key":"hook","label":"What helped you most?","hint":"one line; your thank-you begins with it","value":"","choices":[],"long":false,"required":false},{"class":"Field","key":"advice","label":"Did they advise you to do something?","hint":"","value":"","choices":[],"long":false,"required":false}]}}','{"v":1,"is":{"class":"mapping","of":[["learnt","home care takes patience"],["hook","how a visit at home goes"]]}}',1,1);
CREATE TABLE barred (mark text primary key, at text not null) strict;
CREATE TABLE clock (one integer primary key, latest text) strict;
INSERT INTO "clock" VALUES(1,'2026-11-20T19:00:00.000000+00:00');
CREATE TABLE communities (id text primary key, body text) strict;
INSERT INTO "communities" VALUES('college','{"v":1,"is":{"class":"Community","id":"college","name":"","country":"","date_order":"MDY","quiet":["21:00","08:00"],"cadence":{"class":"mapping","of":[]},"help":[]}}');
CREATE TABLE contact (
            owner text not null references persons (id) on delete cascade,
            id text not null, 
        name text not null, role text not null, employer text not null,
        relation text not null, comfort integer not null, reach text not null,
        zone text not null, country text not null, facts text not null,
        talk integer not null, added text, silent integer not null,
        full_key text not null, first_key text not null
    , nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "contact" VALUES('0d58081ff4d4b6a5','f7dfbdff0184','Priya Shah','nurse','Mercy Hospital','alum',5,'priya@example.edu','','','{"v":1,"is":["moved from the emergency room to home care"]}',1,'2026-11-16T14:00:00.000000+00:00',0,'priya shah','priya',1);
INSERT INTO "contact" VALUES('2f5a93e00b171497','605b02a37a4a','Sana Malik','planner','Riverline Buses','',5,'','','','{"v":1,"is":[]}',1,'2026-11-16T14:00:00.000000+00:00',0,'sana malik','sana',1);
INSERT INTO "contact" VALUES('0d58081ff4d4b6a5','a48309878b18','Tom Okafor','engineer','Harbor Works','friend',1,'','','','{"v":1,"is":[]}',1,'2026-11-16T14:00:00.000000+00:00',0,'tom okafor','tom',2);
INSERT INTO "contact" VALUES('0d58081ff4d4b6a5','9640a946bc71','Milo Lind','manager','Mercy Hospital','recommended',7,'','','','{"v":1,"is":[]}',1,'2026-11-19T23:00:00.000000+00:00',0,'milo lind','milo',3);
CREATE TABLE draft (
            owner text not null references persons (id) on delete cascade,
            id text not null, contact text not null, 
        kind text not null, channel text not null, subject text not null,
        text text not null, at text, sent_at text, given text not null
    , nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "draft" VALUES('0d58081ff4d4b6a5','f7dfbdff0184.1.outreach','f7dfbdff0184','outreach','text','','Hi Priya, you moved from the emergency room to home care, and that made me want to write to you. This is Ana, a first-year nursing student. Could we talk for 20 minutes in the next two weeks about your work as a nurse? It''s fine to say no.','2026-11-16T14:00:00.000000+00:00','2026-11-16T14:00:00.000000+00:00','{"v":1,"is":{"class":"mapping","of":[]}}',1);
CREATE TABLE entry (
            owner text not null references persons (id) on delete cascade,
            id text not null, contact text not null, 
        talk integer not null, at text not null, what text not null,
        detail text not null
    , nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "entry" VALUES('0d58081ff4d4b6a5','28e31b882730','f7dfbdff0184',1,'2026-11-16T14:00:00.000000+00:00','asked','',1);
INSERT INTO "entry" VALUES('0d58081ff4d4b6a5','e1c9648fe0fc','f7dfbdff0184',1,'2026-11-16T14:00:00.000000+00:00','booked','',2);
INSERT INTO "entry" VALUES('2f5a93e00b171497','dac54e9bcd2b','605b02a37a4a',1,'2026-11-17T10:00:00.000000+00:00','asked','',1);
CREATE TABLE forgotten (
            owner text not null references persons (id) on delete cascade,
            id text not null, at text not null, nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "forgotten" VALUES('0d58081ff4d4b6a5','1:075df0e17ce44816d3d572cfe5ea024da9731f5b4adc161356dcb16103a7c6d0','2026-11-16T14:00:00.000000+00:00',1);
INSERT INTO "forgotten" VALUES('0d58081ff4d4b6a5','1:b24206701fa0c5dadc3991ad59391ea4c86baf0f8052eab5f658d389996ec4eb','2026-11-16T14:00:00.000000+00:00',2);
INSERT INTO "forgotten" VALUES('0d58081ff4d4b6a5','1:075df0e17ce44816d3d572cfe5ea024da9731f5b4adc161356dcb16103a7c6d0/1:b24206701fa0c5dadc3991ad59391ea4c86baf0f8052eab5f658d389996ec4eb','2026-11-16T14:00:00.000000+00:00',3);
CREATE TABLE identities (
            platform text not null, team text not null, account text not null,
            person text not null references persons (id) on delete cascade,
            primary key (platform, team, account)
        ) strict
    ;
INSERT INTO "identities" VALUES('test','T1','ana','0d58081ff4d4b6a5');
INSERT INTO "identities" VALUES('test','T1','ben','2f5a93e00b171497');
CREATE TABLE inbox (
            platform text not null, id text not null, owner text not null,
            at text not null, answers text not null, primary key (platform, id)
        ) strict
    ;
INSERT INTO "inbox" VALUES('test','1','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','2','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','3','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','4','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','5','2f5a93e00b171497','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','6','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','7','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','8','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','9','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','10','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','11','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','12','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','13','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','14','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','15','0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','16','2f5a93e00b171497','2026-11-17T10:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','17','2f5a93e00b171497','2026-11-17T10:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','18','0d58081ff4d4b6a5','2026-11-19T23:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','19','0d58081ff4d4b6a5','2026-11-19T23:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','20','0d58081ff4d4b6a5','2026-11-19T23:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','21','0d58081ff4d4b6a5','2026-11-19T23:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','22','0d58081ff4d4b6a5','2026-11-19T23:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','23','0d58081ff4d4b6a5','2026-11-19T23:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','24','2f5a93e00b171497','2026-11-20T19:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','25','0d58081ff4d4b6a5','2026-11-20T19:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','25/late/0','0d58081ff4d4b6a5','2026-11-20T19:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','26','2f5a93e00b171497','2026-11-20T19:00:00.000000+00:00','');
INSERT INTO "inbox" VALUES('test','26/late/0','2f5a93e00b171497','2026-11-20T19:00:00.000000+00:00','');
CREATE TABLE journal (
            owner text not null references persons (id) on delete cascade,
            nth integer not null, entry text not null, at text not null,
            changes text not null, primary key (owner, nth)
        ) strict
    ;
INSERT INTO "journal" VALUES('0d58081ff4d4b6a5',1,'28e31b882730','2026-11-16T14:00:00.000000+00:00','{"v":1,"is":[[{"class":"Talk","id":"f7dfbdff0184.1","contact":"f7dfbdff0184","number":1,"state":"drafted","step":2,"due":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"waits":[{"class":"Wait","what":"send","at":{"class":"datetime","at":"2026-11-18T14:00:00+00:00"}}],"channel":"text","sent_at":null,"nudged_at":null,"replied_at":null,"starts_at":null,"ends_at":null,"where":"","debriefed_at":null,"thanked_at":null},{"class":"Talk","id":"f7dfbdff0184.1","contact":"f7dfbdff0184","number":1,"state":"asked","step":3,"due":{"class":"datetime","at":"2026-11-19T14:00:00+00:00"},"waits":[{"class":"Wait","what":"other","at":{"class":"datetime","at":"2026-11-19T14:00:00+00:00"}},{"class":"Wait","what":"followup","at":{"class":"datetime","at":"2026-11-25T14:00:00+00:00"}}],"channel":"text","sent_at":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"nudged_at":null,"replied_at":null,"starts_at":null,"ends_at":null,"where":"","debriefed_at":null,"thanked_at":null}],[{"class":"WakeAt","token":"due.talk/f7dfbdff0184","at":{"class":"datetime","at":"2026-11-18T14:00:00+00:00"},"about":"f7dfbdff0184"},{"class":"WakeAt","token":"due.talk/f7dfbdff0184","at":{"class":"datetime","at":"2026-11-19T14:00:00+00:00"},"about":"f7dfbdff0184"}],[null,{"class":"Entry","id":"28e31b882730","contact":"f7dfbdff0184","talk":1,"at":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"what":"asked","detail":""}],[{"class":"Draft","id":"f7dfbdff0184.1.outreach","contact":"f7dfbdff0184","kind":"outreach","channel":"text","subject":"","text":"Hi Priya, you moved from the emergency room to home care, and that made me want to write to you. This is Ana, a first-year nursing student. Could we talk for 20 minutes in the next two weeks about your work as a nurse? It''s fine to say no.","at":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"sent_at":null,"given":{"class":"mapping","of":[]}},{"class":"Draft","id":"f7dfbdff0184.1.outreach","contact":"f7dfbdff0184","kind":"outreach","channel":"text","subject":"","text":"Hi Priya, you moved from the emergency room to home care, and that made me want to write to you. This is Ana, a first-year nursing student. Could we talk for 20 minutes in the next two weeks about your work as a nurse? It''s fine to say no.","at":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"sent_at":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"given":{"class":"mapping","of":[]}}]]}');
INSERT INTO "journal" VALUES('0d58081ff4d4b6a5',2,'e1c9648fe0fc','2026-11-16T14:00:00.000000+00:00','{"v":1,"is":[[{"class":"Talk","id":"f7dfbdff0184.1","contact":"f7dfbdff0184","number":1,"state":"asked","step":3,"due":{"class":"datetime","at":"2026-11-19T14:00:00+00:00"},"waits":[{"class":"Wait","what":"other","at":{"class":"datetime","at":"2026-11-19T14:00:00+00:00"}},{"class":"Wait","what":"followup","at":{"class":"datetime","at":"2026-11-25T14:00:00+00:00"}}],"channel":"text","sent_at":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"nudged_at":null,"replied_at":null,"starts_at":null,"ends_at":null,"where":"","debriefed_at":null,"thanked_at":null},{"class":"Talk","id":"f7dfbdff0184.1","contact":"f7dfbdff0184","number":1,"state":"booked","step":4,"due":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"waits":[{"class":"Wait","what":"confirm","at":{"class":"datetime","at":"2026-11-18T14:00:00+00:00"}},{"class":"Wait","what":"card","at":{"class":"datetime","at":"2026-11-19T19:45:00+00:00"}},{"class":"Wait","what":"debrief","at":{"class":"datetime","at":"2026-11-19T21:20:00+00:00"}}],"channel":"text","sent_at":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"nudged_at":null,"replied_at":null,"starts_at":{"class":"datetime","at":"2026-11-19T20:00:00+00:00"},"ends_at":{"class":"datetime","at":"2026-11-19T20:20:00+00:00"},"where":"","debriefed_at":null,"thanked_at":null}],[{"class":"WakeAt","token":"due.talk/f7dfbdff0184","at":{"class":"datetime","at":"2026-11-19T14:00:00+00:00"},"about":"f7dfbdff0184"},{"class":"WakeAt","token":"due.talk/f7dfbdff0184","at":{"class":"datetime","at":"2026-11-18T14:00:00+00:00"},"about":"f7dfbdff0184"}],[null,{"class":"Entry","id":"e1c9648fe0fc","contact":"f7dfbdff0184","talk":1,"at":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"what":"booked","detail":""}]]}');
INSERT INTO "journal" VALUES('2f5a93e00b171497',1,'dac54e9bcd2b','2026-11-17T10:00:00.000000+00:00','{"v":1,"is":[[{"class":"Talk","id":"605b02a37a4a.1","contact":"605b02a37a4a","number":1,"state":"idea","step":1,"due":{"class":"datetime","at":"2026-11-16T14:00:00+00:00"},"waits":[],"channel":"","sent_at":null,"nudged_at":null,"replied_at":null,"starts_at":null,"ends_at":null,"where":"","debriefed_at":null,"thanked_at":null},{"class":"Talk","id":"605b02a37a4a.1","contact":"605b02a37a4a","number":1,"state":"asked","step":2,"due":{"class":"datetime","at":"2026-11-20T08:00:00+00:00"},"waits":[{"class":"Wait","what":"other","at":{"class":"datetime","at":"2026-11-20T08:00:00+00:00"}},{"class":"Wait","what":"followup","at":{"class":"datetime","at":"2026-11-26T08:00:00+00:00"}}],"channel":"","sent_at":{"class":"datetime","at":"2026-11-17T10:00:00+00:00"},"nudged_at":null,"replied_at":null,"starts_at":null,"ends_at":null,"where":"","debriefed_at":null,"thanked_at":null}],[null,{"class":"WakeAt","token":"due.talk/605b02a37a4a","at":{"class":"datetime","at":"2026-11-20T08:00:00+00:00"},"about":"605b02a37a4a"}],[null,{"class":"Entry","id":"dac54e9bcd2b","contact":"605b02a37a4a","talk":1,"at":{"class":"datetime","at":"2026-11-17T10:00:00+00:00"},"what":"asked","detail":""}]]}');
CREATE TABLE learnt (
            owner text not null references persons (id) on delete cascade,
            id text not null, contact text not null, 
        learnt text not null, surprise text not null, advice text not null,
        promises text not null, hook text not null, better text not null,
        who_else text not null, at text
    , nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "learnt" VALUES('0d58081ff4d4b6a5','f7dfbdff0184.1','f7dfbdff0184','{"v":1,"is":[]}','','{"v":1,"is":[]}','{"v":1,"is":[]}','','','named',NULL,1);
CREATE TABLE marks (
            owner text not null, contact text not null, mark text not null,
            primary key (owner, contact, mark),
            foreign key (owner, contact) references contact (owner, id)
                on delete cascade
        ) strict
    ;
INSERT INTO "marks" VALUES('2f5a93e00b171497','605b02a37a4a','1:eb6f925b8c44c8711a2e2efe3b273b537382f10bc41b5f1169f88a0bf5681ca0');
INSERT INTO "marks" VALUES('0d58081ff4d4b6a5','a48309878b18','1:92d610006fb26ac44786a1c48dcf6e0eeccec803a1c4be40f87aa510238b5b87');
INSERT INTO "marks" VALUES('0d58081ff4d4b6a5','f7dfbdff0184','1:23eab0815a82c5d084cbc534012bfdc84c639e1241176aa83137beb98dcdf624');
INSERT INTO "marks" VALUES('0d58081ff4d4b6a5','f7dfbdff0184','1:44f17dcbee64f3a449240bf1f7fee7e7008fca3f6ab093d3bfc23385e6e0fb2e');
INSERT INTO "marks" VALUES('0d58081ff4d4b6a5','9640a946bc71','1:5336ab4bcb00f35a845a601ccc67d8238dcefec0893740be780f03a76a1431c6');
CREATE TABLE memberships (
            person text not null references persons (id) on delete cascade,
            community text not null references communities (id) on delete cascade,
            role text not null check (role in ('member', 'staff')),
            primary key (person, community)
        ) strict
    ;
INSERT INTO "memberships" VALUES('0d58081ff4d4b6a5','college','member');
INSERT INTO "memberships" VALUES('2f5a93e00b171497','college','member');
CREATE TABLE outbox (
            key text primary key, owner text not null, nth integer not null,
            about text not null, platform text not null, team text not null,
            place text not null, thread text not null, view text not null,
            state text not null check (state in
                ('due', 'sending', 'unknown', 'sent', 'failed', 'expired')),
            due text not null, until text, attempts integer not null
        ) strict
    ;
INSERT INTO "outbox" VALUES('own/0978f7dd6664/20261117T1400/20261117>test:T1:@ana','0d58081ff4d4b6a5',1,'a48309878b18','test','T1','@ana','','','sent','2026-11-17T14:00:00.000000+00:00','2026-11-24T14:00:00.000000+00:00',1);
INSERT INTO "outbox" VALUES('due/f7dfbdff0184.1/4/confirm/20261118>test:T1:@ana','0d58081ff4d4b6a5',2,'f7dfbdff0184','test','T1','@ana','','','sent','2026-11-18T14:00:00.000000+00:00','2026-11-19T20:00:00.000000+00:00',1);
INSERT INTO "outbox" VALUES('due/f7dfbdff0184.1/4/card/20261119>test:T1:@ana','0d58081ff4d4b6a5',3,'f7dfbdff0184','test','T1','@ana','','','sent','2026-11-19T19:45:00.000000+00:00','2026-11-19T20:00:00.000000+00:00',1);
INSERT INTO "outbox" VALUES('due/f7dfbdff0184.1/5/debrief/20261119>test:T1:@ana','0d58081ff4d4b6a5',4,'f7dfbdff0184','test','T1','@ana','','','sent','2026-11-19T21:20:00.000000+00:00','2026-11-20T21:20:00.000000+00:00',1);
INSERT INTO "outbox" VALUES('due/f7dfbdff0184.1/5/thank/20261120>test:T1:@ana','0d58081ff4d4b6a5',5,'f7dfbdff0184','test','T1','@ana','','','sent','2026-11-20T00:20:00.000000+00:00','2026-11-21T00:20:00.000000+00:00',1);
INSERT INTO "outbox" VALUES('due/605b02a37a4a.1/3/other/20261120>test:T1:@ben','2f5a93e00b171497',1,'605b02a37a4a','test','T1','@ben','','','sent','2026-11-20T08:00:00.000000+00:00','2026-11-27T08:00:00.000000+00:00',1);
INSERT INTO "outbox" VALUES('due/f7dfbdff0184.1/5/thank_last/20261120>test:T1:@ana','0d58081ff4d4b6a5',6,'f7dfbdff0184','test','T1','@ana','','','sent','2026-11-20T16:20:00.000000+00:00','2026-11-21T16:20:00.000000+00:00',1);
INSERT INTO "outbox" VALUES('late/de62be756bc3>test:T1:@ana','0d58081ff4d4b6a5',7,'','test','T1','@ana','','{"v":1,"is":{"class":"View","blocks":["Did they advise you to do something?","Empty line: skip it."],"controls":[],"notice":"Your next step is ready.","awaits":true}}','due','2026-11-20T19:00:00.000000+00:00',NULL,0);
INSERT INTO "outbox" VALUES('late/b331de356024>test:T1:@ben','2f5a93e00b171497',2,'','test','T1','@ben','','{"v":1,"is":{"class":"View","blocks":[{"class":"Heading","text":"Your people, what is due first"},[{"class":"Bold","text":"Sana Malik"},", planner at Riverline Buses: asked; next on ",{"class":"Moment","at":{"class":"datetime","at":"2026-11-26T08:00:00+00:00"}}]],"controls":[{"class":"Button","label":"Sana Malik (Riverline Buses)","token":"people.card/605b02a37a4a","tone":"plain"},{"class":"Button","label":"Add somebody","token":"people.add","tone":"plain"}],"notice":"Your next step is ready.","awaits":false}}','due','2026-11-20T19:00:00.000000+00:00',NULL,0);
CREATE TABLE persons (id text primary key, met text not null) strict;
INSERT INTO "persons" VALUES('0d58081ff4d4b6a5','2026-11-16T14:00:00.000000+00:00');
INSERT INTO "persons" VALUES('2f5a93e00b171497','2026-11-16T14:00:00.000000+00:00');
CREATE TABLE planned (
            owner text not null references persons (id) on delete cascade,
            id text not null, contact text not null, body text not null, kept integer not null, at text, nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "planned" VALUES('0d58081ff4d4b6a5','f7dfbdff0184','f7dfbdff0184','{"asked":[{"id":"fact-turn-carry","text":"You moved from the emergency room to home care. What carried over into what you do now?","category":"path","phase":"open","minutes":2,"why":"Their road shows you ways in that no website lists. It shows that you know who they are.","depth":1,"worth":9997,"closer":""},{"id":"healthcare-hard-shift","text":"What is a hard shift like from the first hour to the last?","category":"day","phase":"middle","minutes":3,"why":"A real day says more than a job description. It is special to Healthcare & clinical.","depth":1,"worth":1115,"closer":""},{"id":"healthcare-every-day","text":"What from your first year of training do you use every day?","category":"education","phase":"middle","minutes":2,"why":"It helps you spend your time and tuition well. It is special to Healthcare & clinical.","depth":1,"worth":905,"closer":""},{"id":"healthcare-keep-caring","text":"What helps people to keep caring without burning out?","category":"hard","phase":"middle","minutes":2,"why":"The hard parts tell you what you would be saying yes to. It is special to Healthcare & clinical.","depth":2,"worth":907,"closer":""},{"id":"pay-both","text":"What is a usual range of pay in this field, from a first job to five years in?","category":"salary","phase":"middle","minutes":2,"why":"You may ask about pay: about the field, as a range, never about them.","depth":2,"worth":1104,"closer":""},{"id":"close-who","text":"Is there anyone else you''d recommend I speak with?","category":"resources_referral","phase":"close","minutes":2,"why":"It is how one talk leads to the next.","depth":2,"worth":0,"closer":"who"},{"id":"close-name","text":"If you think of someone, may I say you suggested it?","category":"resources_referral","phase":"close","minutes":1,"why":"A name opens doors, and it is theirs to lend.","depth":2,"worth":0,"closer":"name"}],"minutes":15,"spare":1,"time_check":0,"if_short":["healthcare-hard-shift","healthcare-keep-caring","close-who"],"understood":["I read \"nurse\" as Healthcare & clinical."],"bench":[{"id":"fact-turn-how","text":"You moved from the emergency room to home care. How did that come about?","category":"path","phase":"open","minutes":2,"why":"Their road shows you ways in that no website lists. It shows that you know who they are.","depth":1,"worth":9997,"closer":""},{"id":"path-into","text":"How did you get into this work?","category":"path","phase":"open","minutes":2,"why":"Their road shows you ways in that no website lists.","depth":1,"worth":720,"closer":""},{"id":"path-first-week","text":"What do you remember from your first week in this work?","category":"path","phase":"open","minutes":2,"why":"Their road shows you ways in that no website lists.","depth":1,"worth":705,"closer":""},{"id":"ice-alum","text":"What from your student days here do you still use?","category":"icebreaker","phase":"open","minutes":2,"why":"It starts with something that is theirs, so talking is easy.","depth":1,"worth":324,"closer":""},{"id":"ice-explain","text":"How do you explain your work to someone who has never seen it?","category":"icebreaker","phase":"open","minutes":2,"why":"It starts with something that is theirs, so talking is easy.","depth":1,"worth":108,"closer":""},{"id":"ice-first-thing","text":"What was the first thing you did at work this week?","category":"icebreaker","phase":"open","minutes":2,"why":"It starts with something that is theirs, so talking is easy.","depth":1,"worth":104,"closer":""},{"id":"healthcare-before-first","text":"What happens in your day before you see the first patient?","category":"day","phase":"middle","minutes":2,"why":"A real day says more than a job description. It is special to Healthcare & clinical.","depth":1,"worth":1095,"closer":""},{"id":"pay-five","text":"What would be reasonable pay in this field after about five years?","category":"salary","phase":"middle","minutes":2,"why":"You may ask about pay: about the field, as a range, never about them.","depth":2,"worth":1078,"closer":""},{"id":"pay-cost-of-entry","text":"What does it usually cost a person to get started in this field?","category":"salary","phase":"middle","minutes":2,"why":"You may ask about pay: about the field, as a range, never about them.","depth":2,"worth":1039,"closer":""},{"id":"pay-unpaid","text":"How common is unpaid work at the start in your field?","category":"salary","phase":"middle","minutes":2,"why":"You may ask about pay: about the field, as a range, never about them.","depth":2,"worth":1032,"closer":""},{"id":"healthcare-real-cost","text":"What did training cost the people in your class, apart from tuition?","category":"education","phase":"middle","minutes":2,"why":"It helps you spend your time and tuition well. It is special to Healthcare & clinical.","depth":2,"worth":891,"closer":""},{"id":"healthcare-recover","text":"How do people on your team recover after a run of long shifts?","category":"lifestyle","phase":"middle","minutes":2,"why":"It shows how the work fits around the rest of a life. It is special to Healthcare & clinical.","depth":2,"worth":812,"closer":""},{"id":"day-last-week","text":"What took most of your time last week?","category":"day","phase":"middle","minutes":2,"why":"A real day says more than a job description.","depth":1,"worth":809,"closer":""},{"id":"day-hard-tuesday","text":"What is a hard Tuesday like?","category":"day","phase":"middle","minutes":3,"why":"A real day says more than a job description.","depth":1,"worth":801,"closer":""},{"id":"path-tested","text":"What did you try out before you settled on this?","category":"path","phase":"middle","minutes":2,"why":"Their road shows you ways in that no website lists.","depth":1,"worth":745,"closer":""},{"id":"path-not-planned","text":"What step on your way here was not planned at all?","category":"path","phase":"middle","minutes":2,"why":"Their road shows you ways in that no website lists.","depth":1,"worth":687,"closer":""},{"id":"path-nearly","text":"What other path did you nearly take?","category":"path","phase":"middle","minutes":2,"why":"Their road shows you ways in that no website lists.","depth":1,"worth":678,"closer":""},{"id":"likes-surprise","text":"What surprised you about this work?","category":"likes","phase":"middle","minutes":2,"why":"What they enjoy or did not expect helps you picture yourself there.","depth":1,"worth":614,"closer":""},{"id":"hard-brochures","text":"What does this work cost people that the brochures leave out?","category":"hard","phase":"middle","minutes":2,"why":"The hard parts tell you what you would be saying yes to.","depth":2,"worth":609,"closer":""},{"id":"edu-every-week","text":"What from your studies do you use every week?","category":"education","phase":"middle","minutes":2,"why":"It helps you spend your time and tuition well.","depth":1,"worth":607,"closer":""},{"id":"healthcare-notice","text":"What do experienced people notice about a patient that beginners miss?","category":"skills","phase":"middle","minutes":2,"why":"It tells you what to practice first. It is special to Healthcare & clinical.","depth":2,"worth":602,"closer":""},{"id":"hard-everyone-once","text":"What mistake does almost everyone in this work make once?","category":"hard","phase":"middle","minutes":2,"why":"The hard parts tell you what you would be saying yes to.","depth":2,"worth":601,"closer":""},{"id":"likes-story","text":"What day at work do you still like to tell people about?","category":"likes","phase":"middle","minutes":3,"why":"What they enjoy or did not expect helps you picture yourself there.","depth":1,"worth":599,"closer":""},{"id":"edu-skip","text":"What would you skip if you trained for this again?","category":"education","phase":"middle","minutes":2,"why":"It helps you spend your time and tuition well.","depth":1,"worth":595,"closer":""},{"id":"likes-time-fast","text":"What makes time go fast for you at work?","category":"likes","phase":"middle","minutes":2,"why":"What they enjoy or did not expect helps you picture yourself there.","depth":1,"worth":588,"closer":""},{"id":"hard-leave","text":"Why do people leave this work?","category":"hard","phase":"middle","minutes":2,"why":"The hard parts tell you what you would be saying yes to.","depth":2,"worth":582,"closer":""},{"id":"life-first-years","text":"What do the first years ask of people outside working hours?","category":"lifestyle","phase":"middle","minutes":2,"why":"It shows how the work fits around the rest of a life.","depth":2,"worth":543,"closer":""},{"id":"work-good-adequate","text":"What separates good work from merely adequate work in your field?","category":"work_product","phase":"middle","minutes":2,"why":"It shows what people are really judged by.","depth":2,"worth":520,"closer":""},{"id":"growth-after","text":"Where do people go after a few years in a role like yours?","category":"growth","phase":"middle","minutes":2,"why":"It shows where the first job can take you.","depth":2,"worth":503,"closer":""},{"id":"life-takes-over","text":"What time of year does this work take over?","category":"lifestyle","phase":"middle","minutes":2,"why":"It shows how the work fits around the rest of a life.","depth":1,"worth":501,"closer":""}],"facts":["moved from the emergency room to home care"],"job_interview":false,"put_back":false,"field":""}',1,'2026-11-16T14:00:00.000000+00:00',1);
CREATE TABLE referral (
            owner text not null references persons (id) on delete cascade,
            id text not null, contact text not null, 
        source text not null, leave text not null, leave_for text not null,
        leave_channels text not null, words text not null, at text,
        told integer not null
    , nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "referral" VALUES('0d58081ff4d4b6a5','e634b4b26dc3','9640a946bc71','f7dfbdff0184','granted','{"v":1,"is":[]}','{"v":1,"is":[]}','','2026-11-19T23:00:00.000000+00:00',0,1);
CREATE TABLE reminder (
            owner text not null references persons (id) on delete cascade,
            id text not null, contact text not null, 
        text text not null, at text not null, wall text not null,
        done integer not null
    , nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "reminder" VALUES('0d58081ff4d4b6a5','0978f7dd6664','a48309878b18','call Tom','2026-11-17T14:00:00.000000+00:00','2026-11-17T09:00:00',0,1);
INSERT INTO "reminder" VALUES('0d58081ff4d4b6a5','36b7ca45112a','a48309878b18','ask Tom again','2026-11-25T14:00:00.000000+00:00','2026-11-25T09:00:00',0,2);
INSERT INTO "reminder" VALUES('2f5a93e00b171497','4228e23972c1','','look for a second planner','2026-11-25T08:00:00.000000+00:00','2026-11-25T09:00:00',0,1);
CREATE TABLE student (
            owner text not null references persons (id) on delete cascade,
            id text not null, 
        name text not null, about text not null, topic text not null,
        zone text not null, country text not null, date_order text not null,
        quiet text not null, voice text not null, shape text not null,
        minutes integer not null, place text, seen text, welcomed integer not null,
        spoken text not null, stopped integer not null, paused_until text,
        past text not null
    , nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "student" VALUES('0d58081ff4d4b6a5','0d58081ff4d4b6a5','Ana','first-year nursing student','','America/New_York','','','{"v":1,"is":[]}','plain','full',20,'{"v":1,"is":{"class":"Place","platform":"test","team":"T1","id":"@ana","thread":""}}','2026-11-20T19:00:00.000000+00:00',0,'{"v":1,"is":[]}',0,NULL,'{"v":1,"is":{"class":"mapping","of":[["asked",0],["replied",0],["talked",0],["who_else",0],["not_asked",0],["named",0],["leave_asked",0],["thanked",0],["within_a_day",0],["told",0]]}}',1);
INSERT INTO "student" VALUES('2f5a93e00b171497','2f5a93e00b171497','Ben','','','Europe/Berlin','','','{"v":1,"is":[]}','plain','full',20,'{"v":1,"is":{"class":"Place","platform":"test","team":"T1","id":"@ben","thread":""}}','2026-11-20T19:00:00.000000+00:00',0,'{"v":1,"is":[{"class":"datetime","at":"2026-11-20T08:00:00+00:00"}]}',0,NULL,'{"v":1,"is":{"class":"mapping","of":[]}}',1);
CREATE TABLE talk (
            owner text not null references persons (id) on delete cascade,
            id text not null, contact text not null, 
        number integer not null, state text not null, step integer not null, due text,
        waits text not null, channel text not null, sent_at text, nudged_at text,
        replied_at text, starts_at text, ends_at text, "where" text not null,
        debriefed_at text, thanked_at text
    , nth integer not null, primary key (owner, id)
        ) strict
    ;
INSERT INTO "talk" VALUES('0d58081ff4d4b6a5','f7dfbdff0184.1','f7dfbdff0184',1,'held',5,'2026-11-20T16:20:00.000000+00:00','{"v":1,"is":[]}','text','2026-11-16T14:00:00.000000+00:00',NULL,NULL,'2026-11-19T20:00:00.000000+00:00','2026-11-19T20:20:00.000000+00:00','',NULL,NULL,1);
INSERT INTO "talk" VALUES('2f5a93e00b171497','605b02a37a4a.1','605b02a37a4a',1,'waiting',3,'2026-11-26T08:00:00.000000+00:00','{"v":1,"is":[{"class":"Wait","what":"followup","at":{"class":"datetime","at":"2026-11-26T08:00:00+00:00"}}]}','','2026-11-17T10:00:00.000000+00:00',NULL,NULL,NULL,NULL,'',NULL,NULL,1);
INSERT INTO "talk" VALUES('0d58081ff4d4b6a5','a48309878b18.1','a48309878b18',1,'idea',1,'2026-11-16T14:00:00.000000+00:00','{"v":1,"is":[]}','',NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,2);
INSERT INTO "talk" VALUES('0d58081ff4d4b6a5','9640a946bc71.1','9640a946bc71',1,'referred',1,'2026-11-19T23:00:00.000000+00:00','{"v":1,"is":[{"class":"Wait","what":"write","at":{"class":"datetime","at":"2026-11-23T14:00:00+00:00"}}]}','',NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,3);
CREATE TABLE wakes (
            owner text not null references persons (id) on delete cascade,
            token text not null, at text not null, about text not null,
            primary key (owner, token)
        ) strict
    ;
INSERT INTO "wakes" VALUES('0d58081ff4d4b6a5','due.own/36b7ca45112a','2026-11-25T14:00:00.000000+00:00','a48309878b18');
INSERT INTO "wakes" VALUES('2f5a93e00b171497','due.own/4228e23972c1','2026-11-25T08:00:00.000000+00:00','');
INSERT INTO "wakes" VALUES('0d58081ff4d4b6a5','due.talk/9640a946bc71','2026-11-23T14:00:00.000000+00:00','9640a946bc71');
INSERT INTO "wakes" VALUES('2f5a93e00b171497','due.talk/605b02a37a4a','2026-11-26T08:00:00.000000+00:00','605b02a37a4a');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX identities_of on identities (person);
CREATE INDEX student_nth on student (owner, nth);
CREATE INDEX contact_nth on contact (owner, nth);
CREATE INDEX asking_nth on asking (owner, nth);
CREATE INDEX forgotten_nth on forgotten (owner, nth);
CREATE INDEX talk_nth on talk (owner, nth);
CREATE INDEX talk_about on talk (owner, contact, nth);
CREATE INDEX learnt_nth on learnt (owner, nth);
CREATE INDEX learnt_about on learnt (owner, contact, nth);
CREATE INDEX referral_nth on referral (owner, nth);
CREATE INDEX referral_about on referral (owner, contact, nth);
CREATE INDEX draft_nth on draft (owner, nth);
CREATE INDEX draft_about on draft (owner, contact, nth);
CREATE INDEX planned_nth on planned (owner, nth);
CREATE INDEX planned_about on planned (owner, contact, nth);
CREATE INDEX reminder_nth on reminder (owner, nth);
CREATE INDEX reminder_about on reminder (owner, contact, nth);
CREATE INDEX entry_nth on entry (owner, nth);
CREATE INDEX entry_about on entry (owner, contact, nth);
CREATE INDEX contact_full on contact (owner, full_key, nth, id, name);
CREATE INDEX contact_first on contact (owner, first_key, nth, id);
CREATE INDEX talk_due on talk (owner, coalesce(due, '9999'), nth);
CREATE INDEX marks_held on marks (mark);
CREATE INDEX inbox_at on inbox (at);
CREATE INDEX wakes_at on wakes (at);
CREATE INDEX letters_nth on outbox (owner, nth);
CREATE INDEX letters_due on outbox (platform, due, nth) where state in ('due', 'unknown');
CREATE INDEX letters_ending on outbox (until) where state in ('due', 'unknown') and until is not null;
CREATE INDEX letters_about on outbox (owner, about) where state in ('due', 'unknown', 'sending');
COMMIT;
